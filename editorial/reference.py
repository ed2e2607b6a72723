"""What the newsroom keeps beside its stories: when a name changes, the pages that show it are pressed anew."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, cast

from django.db import models, transaction

from articles.languages import Language
from articles.models import Author, Change, Edition, Live, Photo, Place, Revision, Section, Source, Topic
from articles.press import in_language, stories
from articles.renditions import tags_showing
from editorial import audit
from editorial.acts import Act
from editorial.models import BoardMember, Masthead, User

MOST_USES = 20  # told of a row that is not deleted; a picture may stand in thousands of revisions


def in_all(*things: str) -> set[str]:
    return set().union(*(in_language(language, *things) for language in Language.values))


def tags_of_section(section: Section) -> set[str]:
    """Its own page and its parent's, and the menu, which stands in every page's frame with the masthead."""
    numbers = {section.pk, section.parent_id} - {None}
    return in_all("front", "masthead", *(f"section:{number}" for number in numbers))


def tags_of_place(place: Place) -> set[str]:
    """A place has no page of its own yet: the stories' datelines."""
    return stories(Live.objects.filter(release__place=place).only("article"))


def tags_of_photo(photo: Photo) -> set[str]:
    """Over stories and beside authors, and where it is a portrait on the board."""
    on_board = BoardMember.objects.filter(portrait=photo).exists()
    return tags_showing(photo) | (in_all("masthead") if on_board else set())


TAGS: dict[type[models.Model], Callable[[Any], set[str]]] = {
    Section: tags_of_section,
    Topic: lambda topic: in_all(f"topic:{topic.pk}"),
    Place: tags_of_place,
    Author: lambda author: in_all(f"author:{author.pk}", "front", "masthead"),
    Source: lambda source: in_all(f"source:{source.pk}", "front"),
    Photo: tags_of_photo,
    Masthead: lambda masthead: in_all("masthead", "front"),
    BoardMember: lambda member: in_all("masthead"),
}


def tags_of(row: models.Model) -> set[str]:
    """Of every page that shows the row, in all languages: a name missing in one is stood in for by another's."""
    return TAGS[type(row)](row)


@contextmanager
def telling(row: models.Model, act: Act, *, by: User, fields: Iterable[str] = ()) -> Iterator[None]:
    """Around the statement that adds, changes or deletes the row: at its end the trail and the press are told.

    Pages are pressed anew that showed the row before and those that show it after: a section that moves to another
    parent leaves one list and comes into another. The Change is written last, for others wait from there on.
    """
    with transaction.atomic():
        key, table = row.pk, cast(Any, type(row)).objects
        stored = table.select_for_update(no_key=True).filter(pk=key).first()
        before = tags_of(stored) if stored else set()
        yield
        after = tags_of(row) if row.pk else set()  # a deleted row has lost its key
        audit.record_row(row, key or row.pk, act, by=by, fields=fields)
        Change.objects.record(before | after)


def of_editions(path: str) -> Callable[[Any], list[models.QuerySet]]:
    return lambda row: [Edition.objects.filter(**{path: row}).distinct().defer("body")]


def of_photo(photo: Photo) -> list[models.QuerySet]:
    """Portraits, and the saved revisions that name it: every text that ever had it has one."""
    revisions = Revision.objects.filter(content__picture=photo.pk).select_related("edition", "article")
    return [
        Author.objects.filter(portrait=photo),
        BoardMember.objects.filter(portrait=photo),
        revisions.defer("content", "edition__body"),
    ]


# What would lose the row, where the database itself says no word or not the right one: by tables, each for itself.
USES: dict[type[models.Model], Callable[[Any], list[models.QuerySet]]] = {
    Section: of_editions("article__section"),
    Topic: of_editions("article__topics"),
    Place: of_editions("article__place"),
    Author: of_editions("bylines__author"),
    Source: of_editions("bylines__source"),
    Photo: of_photo,
}


def places_of(row: models.Model) -> list[models.QuerySet]:
    return USES[type(row)](row) if type(row) in USES else []


def is_in_use(row: models.Model) -> bool:
    return any(rows.exists() for rows in places_of(row))


def uses(row: models.Model) -> list[models.Model]:
    """What would lose the row, as much of it as a person reads."""
    found = chain.from_iterable(rows[:MOST_USES] for rows in places_of(row))
    return list(islice(found, MOST_USES))
