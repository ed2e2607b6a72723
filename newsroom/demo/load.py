"""Plays the demonstration's day through the newsroom's own doors: saves, moves, releases and trail are as real as any."""

import re
import tomllib
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Author, BylineRole, Edition, Photo, Place, Section, Source, Topic
from editorial import media, revisions
from editorial.adopt import adopt
from editorial.models import BoardMember, Masthead, User
from editorial.roles import Role
from editorial.workflow import Step, current, move
from newsroom.demo import accounts, pictures, records
from newsroom.lib.translated import own

PICTURE_WIDTH = 1280  # pixels; wide enough for a lead, and drawn in a fifth of a second
CARD = re.compile(r'data-story="([^"]+)"')

# What the people of a story do to it, in order, until it stands where its state says.
LINE: dict[str, list[Step]] = {
    "draft": [],
    "review": [Step.SUBMIT],
    "returned": [Step.SUBMIT, Step.TAKE, Step.RETURN],
    "approved": [Step.SUBMIT, Step.TAKE, Step.APPROVE],
    "published": [Step.SUBMIT, Step.TAKE, Step.APPROVE, Step.PUBLISH],
}

# Where one of these holds a row, somebody works here: no account of theirs gets a known password, no name a double.
OURS: list[Any] = [Article, User, Masthead, BoardMember, Section, Topic, Place, Author, Source]


class NotHere(Exception):
    """The demonstration may not be loaded into this newsroom; the reason, in the operator's language."""


class Part(NamedTuple):
    """A story and how far it has come."""

    story: records.Story
    state: str
    note: str


class Stage(NamedTuple):
    """What is there before the first story: each thing by its key in the records."""

    people: dict[str, User]
    sections: dict[str, Section]
    topics: dict[str, Topic]
    places: dict[str, Place]
    authors: dict[str, Author]
    sources: dict[str, Source]
    photos: dict[str, Photo]


def load_into_empty() -> bool:
    """Fill a newsroom in which nobody has made anything yet; True if it did. All of it or nothing.

    Raises NotHere where settings don't allow a demonstration.
    """
    if not settings.DEMO_ALLOWED:
        raise NotHere(_("Demo accounts have a password that everybody knows, so they are not made in this newsroom."))
    with transaction.atomic():
        if any(model.objects.exists() for model in OURS):
            return False
        play([*map(published, records.stories()), *desk()], prepare(records.reference()))
    return True


def published(story: records.Story) -> Part:
    return Part(story, "published", "")


def desk() -> list[Part]:
    """What lies on the desk that day and has not reached readers."""
    rows = tomllib.loads((records.FILES / "desk.toml").read_text(encoding="utf-8"))["stories"]
    return [Part(records.story({"released_minutes_ago": 0, **row}), row["state"], row.get("note", "")) for row in rows]


def prepare(reference: records.Reference) -> Stage:
    """Everything that stories lean on."""
    people = accounts.make(reference.accounts)
    painter = next(user for user in people.values() if Role.PHOTO in user.roles)
    authors = {row.key: Author.objects.create(slug=row.slug, **named(row, "name", "bio")) for row in reference.authors}
    write_masthead(reference.masthead)
    for member in reference.board:
        words = named(member, "name", "position", "bio")
        BoardMember.objects.create(order=member.order, author=authors.get(member.author), **words)
    return Stage(
        people=people,
        sections=make_sections(reference.sections),
        topics={row.key: Topic.objects.create(slug=row.slug, **named(row, "name")) for row in reference.topics},
        places={row.key: Place.objects.create(slug=row.slug, **named(row, "name")) for row in reference.places},
        authors=authors,
        sources={
            row.key: Source.objects.create(slug=row.slug, kind=row.kind, **named(row, "name", "about"))
            for row in reference.sources
        },
        photos={row.key: make_photo(row, painter) for row in reference.photos},
    )


def named(row: NamedTuple, *fields: str) -> dict[str, str]:
    """The translated columns of the record's fields: name_ar, name_en, name_ckb."""
    return {f"{field}_{language}": text for field in fields for language, text in getattr(row, field).items()}


def write_masthead(row: records.Masthead) -> None:
    words = named(row, "name", "line", "board_line", "accreditation_line", "owner")
    Masthead.objects.update_or_create(
        pk=1, defaults={"accreditation_status": row.accreditation_status, "email": row.email, **words}
    )


def make_sections(rows: list[records.Section]) -> dict[str, Section]:
    made: dict[str, Section] = {}
    for row in rows:  # parents come first
        parent = made[row.parent] if row.parent else None
        made[row.key] = Section.objects.create(slug=row.slug, position=row.position, parent=parent, **named(row, "name"))
    return made


def make_photo(row: records.Photo, by: User) -> Photo:
    """Drawn, taken in like any upload, and labelled as what it is; the worker makes the renditions."""
    upload = SimpleUploadedFile(f"{row.key}.jpg", pictures.draw(row.pattern, PICTURE_WIDTH), "image/jpeg")
    photo = media.store_photo(
        upload, kind=Photo.Kind.ILLUSTRATION, credit=row.credit["ar"], by=by, alt=row.alt, caption=row.caption
    )
    Photo.objects.filter(pk=photo.pk).update(**named(row, "credit"))
    return photo


def play(parts: list[Part], stage: Stage) -> None:
    """Open every story first, because a text may hold a card of any; then write and move them, the oldest first."""
    opened = [open_story(part.story, stage) for part in parts]
    short_ids = {part.story.key: edition.article.short_id for part, edition in zip(parts, opened, strict=True)}
    for part, edition in zip(parts, opened, strict=True):
        for text in part.story.texts:
            write_and_move(part, text, edition.article, short_ids, stage)


def open_story(story: records.Story, stage: Stage) -> Edition:
    shared = {
        "kind": story.kind,
        "original_language": story.original,
        "section": stage.sections[story.section].pk,
        "topics": sorted(stage.topics[key].pk for key in story.topics),
        "place": stage.places[story.place].pk if story.place else None,
        "picture": stage.photos[story.picture].pk if story.picture else None,
    }
    return revisions.open_story(story.original, shared, by=stage.people[story.texts[0].writer])


def write_and_move(part: Part, text: records.Text, article: Article, short_ids: dict[str, str], stage: Stage) -> None:
    """One language of a story from its empty sheet to where it stands at the end of the day."""
    writer, editor = stage.people[text.writer], stage.people[part.story.editor]
    edition = revisions.open_language(article, text.language, by=writer)
    content = content_of(text, short_ids, stage)
    revisions.save(edition, content, by=writer, base=None, on_behalf_of=agency(text, stage))
    edition = Edition.objects.select_related("article").get(pk=edition.pk)
    for step in LINE[part.state]:
        by = writer if step is Step.SUBMIT else editor
        edition = move(edition, step, by=by, seen=current(edition), note=part.note if step is Step.RETURN else "")
    if part.state == "published":
        then = edition.live.first_released_at - timedelta(minutes=part.story.released_minutes_ago)
        adopt(edition, first_released_at=then, by=editor, note=_("The day that the demonstration plays"))


def content_of(text: records.Text, short_ids: dict[str, str], stage: Stage) -> dict[str, Any]:
    """The shape of Edition.content(), cards by the short ids that the stories have got here."""
    return {
        "headline": text.headline,
        "kicker": text.kicker,
        "summary": text.summary,
        "slug": text.slug,
        "body": CARD.sub(lambda card: f'data-story="{short_ids[card[1]]}"', text.body),
        "picture": None,
        "bylines": [
            {
                "author": stage.authors[name.author].pk if name.author else None,
                "source": stage.sources[name.source].pk if name.source else None,
                "role": name.role,
            }
            for name in text.bylines
        ],
    }


def agency(text: records.Text, stage: Stage) -> str:
    """On whose behalf carried copy is entered: nobody's, where the newsroom wrote it."""
    return next((own(stage.sources[name.source], "name", "ar") for name in text.bylines if name.role == BylineRole.POSTED), "")
