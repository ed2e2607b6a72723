"""Who wrote this paragraph: read from the saved revisions, the newest backwards."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models.fields.json import KT

from articles.models import Edition, Revision
from newsroom.lib.diff import partners
from newsroom.lib.words import card_in, pieces, text_in, words_in

MOSTLY = 0.8  # share of a paragraph's words that another holds too, from which on it was cut out of that one
AT_ONCE = 50  # revisions


class Passage(NamedTuple):
    """A paragraph of the text that stands: which revision brought it, and which changed its words since, the newest first."""

    text: str
    card: str  # short id, where it is a related story
    wrote: Revision
    changed: list[Revision]


class Saved(NamedTuple):
    """A revision as far as it is needed for tracing."""

    pk: int
    number: int
    restored_from: int | None  # number
    body: str


@dataclass
class Trace:
    """A passage on its way back through the revisions; these by id."""

    piece: str
    wrote: int
    changed: list[int] = field(default_factory=list)


Open = dict[int, list[Trace]]  # by place in the text at hand


def passages(edition: Edition) -> list[Passage]:
    """The paragraphs in their order; two queries, however long the history."""
    traces = traced(ancestry(edition))
    told = edition.revisions.select_related("by", "restored_from").defer("content", "restored_from__content")
    revisions = told.in_bulk({pk for trace in traces for pk in (trace.wrote, *trace.changed)})
    return [
        Passage(text_in(trace.piece), card_in(trace.piece), revisions[trace.wrote], [revisions[pk] for pk in trace.changed])
        for trace in traces
    ]


def ancestry(edition: Edition) -> Iterator[Saved]:
    """The text that stands and what it was made from: each revision's base, or the one that it restored."""
    rows = edition.revisions.order_by("-number").values_list("pk", "number", "restored_from__number", KT("content__body"))
    wanted = None
    for row in rows.iterator(AT_ONCE):
        saved = Saved(*row)
        if wanted is None or saved.number == wanted:
            wanted = saved.restored_from or saved.number - 1
            yield saved


def traced(line: Iterator[Saved]) -> list[Trace]:
    """Each paragraph of the newest followed back. Every text is read once; most paragraphs are met word for word."""
    newer = next(line, None)
    if newer is None:
        return []
    text = pieces(newer.body)
    traces = [Trace(piece, newer.pk) for piece in text]
    open_: Open = {place: [trace] for place, trace in enumerate(traces)}
    for older in line:
        if older.body != newer.body:
            before = pieces(older.body)
            open_ = handed_back(open_, text, before, newer.pk)
            text = before
        for group in open_.values():
            for trace in group:
                trace.wrote = older.pk
        newer = older
        if not open_:
            break
    return traces


def handed_back(open_: Open, text: list[str], before: list[str], newer: int) -> Open:
    """Each trace under its place in the text before; those that are not in it were written in `newer` and drop out."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, piece in reversed(list(enumerate(before))):
        places[piece].append(place)
    back: Open = defaultdict(list)
    rest = []
    for place, piece in enumerate(text):
        if places[piece]:
            back[places[piece].pop()] += open_.get(place, [])
        else:
            rest.append(place)
    left = sorted(place for free in places.values() for place in free)
    for here, there in likely(rest, left, text, before).items():
        traces = open_.get(here, [])
        back[there] += traces
        if traces and other_words(text[here], before[there]):
            for trace in traces:
                trace.changed.append(newer)
    return {place: traces for place, traces in back.items() if traces}


def other_words(piece: str, before: str) -> bool:
    """Whether words were changed, and not their spelling, their formatting or the signs between them alone."""
    new, old = set(piece.split()), set(before.split())
    if "<" not in piece + before and set(words_in(" ".join(new - old))) != set(words_in(" ".join(old - new))):
        return True
    return words_in(piece) != words_in(before)


def likely(rest: list[int], left: list[int], text: list[str], before: list[str]) -> dict[int, int]:
    """For places of the newer text, which of the older one they come from: rewritten, or cut out of a longer paragraph.

    Most saves change a paragraph or two where they stand, so that is looked at first.
    """
    pairs = zip(rest, left, strict=True) if len(rest) == len(left) else ()
    found = {here: there for here, there in pairs if much_alike(text[here], before[there])}
    rest = [place for place in rest if place not in found]
    left = [place for place in left if place not in found.values()]
    if not rest or not left:
        return found
    new, old = [words_in(text[place]) for place in rest], [words_in(before[place]) for place in left]
    found |= {rest[there]: left[here] for here, there in partners(old, new).items()}
    counted = [Counter(words) for words in old]
    for place, words in zip(rest, new, strict=True):
        if place not in found and words:
            hits, here = max(((Counter(words) & other).total(), here) for here, other in enumerate(counted))
            if hits >= MOSTLY * len(words):
                found[place] = left[here]
    return found


def much_alike(piece: str, before: str) -> bool:
    new, old = set(piece.split()), set(before.split())
    return len(new & old) >= MOSTLY * max(len(new), len(old))
