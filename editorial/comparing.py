"""What two saved revisions of a text differ in, by the names that people know."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import story_ids
from articles.languages import Language
from articles.models import (
    Article,
    Author,
    Byline,
    BylineRole,
    Edition,
    Kind,
    Live,
    Photo,
    Place,
    Revision,
    Section,
    Source,
    Topic,
)
from articles.models.edition import EditionQuerySet
from newsroom.lib import diff
from newsroom.lib.align import align
from newsroom.lib.diff import Change, Span
from newsroom.lib.words import Paragraph

LINES = ("kicker", "headline", "summary", "slug")
CONTEXT = 1  # unchanged paragraphs shown on each side of a change
LEAST_FOLDED = 3
SHAPES = {
    "h2": gettext_lazy("Sub-headline"),
    "h3": gettext_lazy("Smaller sub-headline"),
    "ul": gettext_lazy("Bulleted list"),
    "ol": gettext_lazy("Numbered list"),
    "blockquote": gettext_lazy("Quotation"),
    "figure": gettext_lazy("Related story"),
}


class Line(NamedTuple):
    """A field of words that changed."""

    label: str | Promise
    spans: list[Span]


class Entry(NamedTuple):
    kind: diff.Kind
    name: str


class Names(NamedTuple):
    """A field that refers to people or things, with all of its entries, by name."""

    label: str | Promise
    entries: list[Entry]


class Picture(NamedTuple):
    """A picture put in another's place; a side is None where there was none, or where it is not kept any more."""

    label: str | Promise
    old: Photo | None
    new: Photo | None


class Block(NamedTuple):
    """A paragraph with what a template can't ask it: the headline of a related story, the shapes by name."""

    change: Change
    headline: str
    shapes: tuple[str | Promise, str | Promise] | None


class Stretch(NamedTuple):
    """Paragraphs one after the other; folded away where nothing changed in them."""

    folded: bool
    blocks: list[Block]


class Comparison(NamedTuple):
    lines: list[Line]
    names: list[Names]
    pictures: list[Picture]
    stretches: list[Stretch]  # the whole body; none where it is the same

    @property
    def empty(self) -> bool:
        return not any(self)


def compare(edition: Edition, old: Revision, new: Revision, stories: EditionQuerySet) -> Comparison:
    """Two of the edition's text revisions, with the shared fields that stood beside each.

    `stories` are those whose drafts this person may read: a related story that is not among them and not with readers
    stays without its headline.
    """
    before, after = old.content, new.content
    common = shared_beside(edition, old), shared_beside(edition, new)
    return Comparison(
        [line for name in LINES if (line := compare_field(name, before[name], after[name]))],
        [*compare_bylines(before["bylines"], after["bylines"]), *compare_shared(*common)],
        [
            *compare_pictures(label_of(Edition, "picture"), before["picture"], after["picture"]),
            *compare_pictures(label_of(Article, "picture"), common[0]["picture"], common[1]["picture"]),
        ],
        compare_text(before["body"], after["body"], edition.language, stories),
    )


def shared_beside(edition: Edition, revision: Revision) -> dict[str, Any]:
    """The shared fields as they stood when the text was saved, as they stand now beside the text that stands.

    Both are saved under the article's lock, the shared ones first: the order of their ids is the order of events.
    """
    saved = edition.article.revisions.filter(edition=None)
    if revision.pk != edition.revision_id:
        saved = saved.filter(pk__lt=revision.pk)
    return saved.order_by("-pk").values_list("content", flat=True)[0]


def compare_field(name: str, old: str, new: str) -> Line | None:
    spans = diff.compare_lines(old, new)
    return Line(label_of(Edition, name), spans) if spans else None


def label_of(model: type[Model], field: str) -> str:
    column = model._meta.get_field(field)
    return str(column.verbose_name) if isinstance(column, Field) else field


def compare_bylines(old: list[dict], new: list[dict]) -> list[Names]:
    """Bylines as Edition.content() has them; the desk's language says the names."""
    rows = [*old, *new]
    authors = named(Author.objects.all(), {row["author"] for row in rows})
    sources = named(Source.objects.all(), {row["source"] for row in rows})
    told = [[told_byline(row, authors | sources) for row in side] for side in (old, new)]
    return compare_names(str(Byline._meta.verbose_name_plural), *told)


def told_byline(row: dict, names: dict[tuple[type[Model], int | None], str]) -> str:
    key = (Author, row["author"]) if row["author"] else (Source, row["source"])
    return f"{BylineRole(row['role']).label}: {names[key]}"


def compare_shared(old: dict[str, Any], new: dict[str, Any]) -> list[Names]:
    """Fields as Article.content() has them, but for the picture."""
    names = named(Section.objects.all(), {old["section"], new["section"]})
    names |= named(Place.objects.all(), {old["place"], new["place"]})
    names |= named(Topic.objects.all(), {*old["topics"], *new["topics"]})

    def told(content: dict[str, Any]) -> list[tuple[str, list[str]]]:
        return [
            ("kind", [str(Kind(content["kind"]).label)]),
            ("original_language", [str(Language(content["original_language"]).label)]),
            ("section", [names[Section, content["section"]]]),
            ("topics", [names[Topic, pk] for pk in content["topics"]]),
            ("place", [names[Place, content["place"]]] if content["place"] else []),
        ]

    return [
        found
        for (field, before), (_field, after) in zip(told(old), told(new), strict=True)
        for found in compare_names(label_of(Article, field), before, after)
    ]


def named(rows: QuerySet, pks: Iterable[int | None]) -> dict[tuple[type[Model], int | None], str]:
    """What the rows are called; one that was deleted since still has its number."""
    wanted = {pk for pk in pks if pk}
    kept = rows.in_bulk(wanted)
    gone = _("deleted since (%(number)d)")
    return {(rows.model, pk): str(kept[pk]) if pk in kept else gone % {"number": pk} for pk in wanted}


def compare_names(label: str, old: Sequence[str], new: Sequence[str]) -> list[Names]:
    """All entries in order, those that are gone where they stood; nothing where both are the same."""
    if old == new:
        return []
    entries: list[Entry] = []
    last = (-1, -1)
    for here, there in [*align(old, new), (len(old), len(new))]:
        entries += [Entry(diff.Kind.GONE, name) for name in old[last[0] + 1 : here]]
        entries += [Entry(diff.Kind.ADDED, name) for name in new[last[1] + 1 : there]]
        entries += [Entry(diff.Kind.SAME, name) for name in new[there : there + 1]]
        last = here, there
    return [Names(label, entries)]


def compare_pictures(label: str, old: int | None, new: int | None) -> list[Picture]:
    if old == new:
        return []
    photos = Photo.objects.in_bulk([pk for pk in (old, new) if pk])
    return [Picture(label, photos.get(old), photos.get(new))]


def compare_text(old: str, new: str, language: str, stories: EditionQuerySet) -> list[Stretch]:
    """The body paragraph by paragraph, stretches without change folded but for what stands next to one."""
    changes = diff.compare_bodies(old, new)
    if not any(touched(change) for change in changes):
        return []
    headlines = headlines_of(story_ids(old) | story_ids(new), language, stories)
    near = {
        position + step for position, change in enumerate(changes) if touched(change) for step in range(-CONTEXT, CONTEXT + 1)
    }
    return folded([(block_of(change, headlines), position in near) for position, change in enumerate(changes)])


def touched(change: Change) -> bool:
    return change.moved or change.kind != diff.Kind.SAME


def folded(blocks: list[tuple[Block, bool]]) -> list[Stretch]:
    """Consecutive blocks together, by whether they are near a change; a fold of one or two saves no room."""
    stretches: list[Stretch] = []
    for block, near in blocks:
        if not stretches or stretches[-1].folded == near:
            stretches.append(Stretch(not near, []))
        stretches[-1].blocks.append(block)
    return [stretch._replace(folded=stretch.folded and len(stretch.blocks) >= LEAST_FOLDED) for stretch in stretches]


def block_of(change: Change, headlines: dict[str, str]) -> Block:
    shown = change.new or change.old
    words = "".join(token.word for token in shown.tokens) if shown and shown.shape == ("figure",) else ""
    shapes = (shape_name(change.old), shape_name(change.new)) if change.old and change.new and change.reshaped else None
    return Block(change, headlines.get(words, words), shapes)


def shape_name(paragraph: Paragraph) -> str | Promise:
    return SHAPES.get(paragraph.shape[0], _("Paragraph"))


def headlines_of(short_ids: Iterable[str], language: str, stories: EditionQuerySet) -> dict[str, str]:
    """Headlines of related stories by short id: readers' and those among `stories`; `language` before the others."""
    asked = list(short_ids)
    if not asked:
        return {}
    drafts = stories.filter(article__short_id__in=asked)
    lives = Live.objects.aired().filter(short_id__in=asked).select_related("release")
    found = [(edition.language == language, edition.article.short_id, str(edition)) for edition in drafts]
    found += [(live.language == language, live.short_id, live.release.headline) for live in lives]
    return {short_id: headline for _wanted, short_id, headline in sorted(found)}
