"""What the newsroom keeps beside its stories: when a name changes, the pages that show it are pressed anew."""

from collections.abc import Callable, Iterable

from django.db import models, transaction

from articles.languages import Language
from articles.models import Author, Change, Edition, Live, Place, Section, Source, Topic
from editorial import audit
from editorial.acts import Act
from editorial.models import BoardMember, Masthead, User


def in_all(*names: str) -> set[str]:
    return {f"{name}:{language}" for name in names for language in Language.values}


def tags_of_section(section: Section) -> set[str]:
    """Its own page and its parent's, and the menu, which stands in every page's frame with the masthead."""
    numbers = {section.pk, section.parent_id} - {None}
    return in_all("front", "masthead", *(f"section:{number}" for number in numbers))


def tags_of_place(place: Place) -> set[str]:
    """A place has no page of its own yet: the stories' datelines."""
    return {f"article:{number}" for number in Live.objects.filter(release__place=place).values_list("article", flat=True)}


TAGS: dict[type[models.Model], Callable[..., set[str]]] = {
    Section: tags_of_section,
    Topic: lambda topic: in_all(f"topic:{topic.pk}"),
    Place: tags_of_place,
    Author: lambda author: in_all(f"author:{author.pk}", "front", "masthead"),
    Source: lambda source: in_all(f"source:{source.pk}", "front"),
    Masthead: lambda masthead: in_all("masthead", "front"),
    BoardMember: lambda member: in_all("masthead"),
}

# Which editions name the row, in their working text or on air.
USES: dict[type[models.Model], str] = {
    Section: "article__section",
    Topic: "article__topics",
    Place: "article__place",
    Author: "bylines__author",
    Source: "bylines__source",
}


def tags_of(row: models.Model) -> set[str]:
    """Of every page that shows the row, in all languages: a name missing in one is stood in for by another's."""
    return TAGS[type(row)](row)


@transaction.atomic
def record(row: models.Model, act: Act, *, by: User, fields: Iterable[str] = ()) -> None:
    """Tell the trail and the press; call it in the transaction of the change, before a deletion and after all else."""
    told = " · ".join([f"{row._meta.model_name}:{row.pk}", str(row), *fields])
    audit.record(act, by=by, note=told)
    tags = tags_of(row)
    if tags:
        Change.objects.record(tags)


def stories_with(row: models.Model) -> "models.QuerySet[Edition]":
    """The editions that would lose the row; none for what no story names."""
    use = USES.get(type(row))
    return Edition.objects.filter(**{use: row}).distinct() if use else Edition.objects.none()
