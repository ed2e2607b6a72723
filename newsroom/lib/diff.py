"""What two texts differ in: paragraphs first, moved ones found again, then words. Knows no models.

Both texts stand in every answer whole: the old sides of the spans put together are the old text, the new ones the new.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from newsroom.lib.align import Pair, align, longest_rise
from newsroom.lib.words import Paragraph, Run, Token, paragraphs, plain_tokens, spelling

ALIKE = 0.4  # share of words that two paragraphs have in common, from which on one is the other rewritten
ALIKE_ELSEWHERE = 0.6  # the same for one that stands in another place: moved
COMMON = 20  # paragraphs; a word of more of them says nothing about which is which
CANDIDATES = 3


class Kind(StrEnum):
    SAME = "same"
    SMALL = "small"  # the same word, spelled otherwise
    SPACING = "spacing"
    FORMAT = "format"
    GONE = "gone"
    ADDED = "added"
    CHANGED = "changed"  # of paragraphs


class Span(NamedTuple):
    """Words that fared alike; one of the sides is empty where they are gone or added."""

    kind: Kind
    old: tuple[Token, ...]
    new: tuple[Token, ...]

    @property
    def old_runs(self) -> list[Run]:
        return joined(self.old)

    @property
    def new_runs(self) -> list[Run]:
        return joined(self.new)

    @property
    def marks_gone(self) -> list[tuple[str, str]]:
        return sorted(marks_of(self.old) - marks_of(self.new))

    @property
    def marks_added(self) -> list[tuple[str, str]]:
        return sorted(marks_of(self.new) - marks_of(self.old))


class Change(NamedTuple):
    """How a paragraph fared. Numbers count from 1; a side that is not there is None."""

    kind: Kind
    old: Paragraph | None
    new: Paragraph | None
    old_number: int | None
    new_number: int | None
    spans: tuple[Span, ...]
    moved: bool
    regrouped: bool  # stands in the same kind of list as before, but with others in it

    @property
    def reshaped(self) -> bool:
        return bool(self.old and self.new and self.old.shape != self.new.shape)


def compare_lines(old: str, new: str) -> list[Span]:
    """Two versions of a field without formatting; empty where they are the same."""
    return [] if old == new else spans(plain_tokens(old), plain_tokens(new))


def compare_bodies(old: str, new: str) -> list[Change]:
    """Two cleaned bodies, in the order of the new one; what is gone stands where it stood."""
    before, after = paragraphs(old), paragraphs(new)
    partner = partners([paragraph.words for paragraph in before], [paragraph.words for paragraph in after])
    staying = set(longest_rise(list(partner.values())))
    came_from = {there: here for here, there in partner.items()}
    changes: list[Change] = []
    gone = deque(here for here in range(len(before)) if here not in partner)
    for there in range(len(after)):
        here = came_from.get(there)
        if here is not None and there in staying:
            while gone and gone[0] < here:
                changes.append(change(before, after, gone.popleft(), None, partner))
        changes.append(change(before, after, here, there, partner)._replace(moved=here is not None and there not in staying))
    return changes + [change(before, after, here, None, partner) for here in gone]


def change(
    before: list[Paragraph], after: list[Paragraph], here: int | None, there: int | None, partner: dict[int, int]
) -> Change:
    """The old paragraph at `here` beside the new one at `there`."""
    old, new = None if here is None else before[here], None if there is None else after[there]
    words = tuple(spans(old.tokens if old else (), new.tokens if new else ()))
    found = Change(Kind.SAME, old, new, number(here), number(there), words, moved=False, regrouped=False)
    if old is None or here is None:
        return found._replace(kind=Kind.ADDED)
    if new is None or there is None:
        return found._replace(kind=Kind.GONE)
    neighbours = (here, there) == (0, 0) or (there > 0 and partner.get(here - 1) == there - 1)
    regrouped = neighbours and old.shape == new.shape and old.opens != new.opens
    changed = regrouped or found.reshaped or any(span.kind != Kind.SAME for span in words)
    return found._replace(kind=Kind.CHANGED if changed else Kind.SAME, regrouped=regrouped)


def number(position: int | None) -> int | None:
    return None if position is None else position + 1


def partners(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[int, int]:
    """Which paragraph became which, by place, in the old order: the same words first, then the most alike."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for there in reversed(range(len(new))):
        places[tuple(new[there])].append(there)
    found = {here: places[tuple(words)].pop() for here, words in enumerate(old) if places.get(tuple(words))}
    taken, steady = set(found.values()), set(longest_rise(list(found.values())))
    in_order = {here: there for here, there in found.items() if there in steady}
    likes = alike(
        {here: Counter(words) for here, words in enumerate(old) if here not in found},
        {there: Counter(words) for there, words in enumerate(new) if there not in taken},
    )
    for share, here, there in sorted(likes, key=lambda like: (-like[0], abs(like[1] - like[2]))):
        if here in found or there in taken:
            continue
        orderly = all((a < here) == (b < there) for a, b in in_order.items())
        if orderly:
            in_order[here] = there
        if orderly or share >= ALIKE_ELSEWHERE:
            found[here] = there
            taken.add(there)
    return dict(sorted(found.items()))


def alike(old: dict[int, Counter[str]], new: dict[int, Counter[str]]) -> Iterable[tuple[float, int, int]]:
    """Share of common words for each old paragraph and those new ones that have telling words with it in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for there, words in new.items():
        for word in words:
            holders[word].append(there)
    for here, words in old.items():
        met = Counter(there for word in words if len(holders.get(word, ())) <= COMMON for there in holders.get(word, ()))
        for there, _hits in met.most_common(CANDIDATES):
            share = 2 * (words & new[there]).total() / (words.total() + new[there].total())
            if share >= ALIKE:
                yield share, here, there


def spans(old: tuple[Token, ...], new: tuple[Token, ...]) -> list[Span]:
    """Two paragraphs word by word; neighbours that fared alike in one span."""
    pairs = align([spelling(token.word) for token in old], [spelling(token.word) for token in new])
    pieces: list[Span] = []
    edges = [(-1, -1), *without_islands(pairs, len(old), len(new)), (len(old), len(new))]
    for (a, b), (here, there) in pairwise(edges):
        if here > a + 1:
            pieces.append(Span(Kind.GONE, old[a + 1 : here], ()))
        if there > b + 1:
            pieces.append(Span(Kind.ADDED, (), new[b + 1 : there]))
        if here < len(old):
            follows = (here - a, there - b) == (1, 1)
            pieces.append(Span(kind_of(old[here], new[there], spaced=follows), (old[here],), (new[there],)))
    return together(pieces)


def without_islands(pairs: list[Pair], old: int, new: int) -> list[Pair]:
    """Leave out a lone word or sign that two rewritten stretches happen to have in common: it only breaks them up."""
    kept: list[Pair] = []
    for position, (here, there) in enumerate(pairs):
        a, b = kept[-1] if kept else (-1, -1)
        c, d = pairs[position + 1] if position + 1 < len(pairs) else (old, new)
        before, after = min(here - a, there - b) - 1, min(c - here, d - there) - 1
        if before < 2 or after < 2:
            kept.append((here, there))
    return kept


def kind_of(old: Token, new: Token, *, spaced: bool) -> Kind:
    """`spaced`: whether the words before them are the same too, so that the blanks between can be told apart."""
    if old.word != new.word:
        return Kind.SMALL
    if old.runs != new.runs:
        return Kind.FORMAT
    return Kind.SPACING if spaced and old.space != new.space else Kind.SAME


def together(pieces: list[Span]) -> list[Span]:
    """Neighbouring spans of one kind as one; formatting only where the same was done to it."""
    found = []
    for _likeness, group in groupby(pieces, key=likeness):
        parts = list(group)
        old = tuple(token for part in parts for token in part.old)
        found.append(Span(parts[0].kind, old, tuple(token for part in parts for token in part.new)))
    return found


def likeness(span: Span) -> tuple:
    return (span.kind, tuple(span.marks_gone), tuple(span.marks_added)) if span.kind == Kind.FORMAT else (span.kind,)


def marks_of(tokens: Iterable[Token]) -> set[tuple[str, str]]:
    return {mark for token in tokens for run in token.runs for mark in run.marks}


def joined(tokens: Iterable[Token]) -> list[Run]:
    """The words with their blanks, cut only where the formatting changes."""
    runs: list[Run] = []
    for token in tokens:
        for run in [Run(token.space, spaced_as(runs, token)), *token.runs]:
            if runs and runs[-1].marks == run.marks:
                runs[-1] = Run(runs[-1].text + run.text, run.marks)
            elif run.text:
                runs.append(run)
    return runs


def spaced_as(runs: list[Run], token: Token) -> tuple[tuple[str, str], ...]:
    """A blank between two bold words is bold, one at their edge is not."""
    first = token.runs[0].marks if token.runs else ()
    return first if runs and runs[-1].marks == first else ()
