"""Saves what people write: every save names the revision it started from."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles import body
from articles.models import Article, Byline, Edition, Revision, Stage
from editorial.models import User
from editorial.workflow import Refused, Step, current, locked, move
from newsroom.lib.text import slugify, tidy, tidy_lines

ONE_LINE = ("headline", "kicker", "slug")
LIMITED = ("headline", "kicker", "summary", "slug")
LONGEST_SLUG = 100  # characters, as in Edition and Release
TEXT_FIELDS = ("headline", "kicker", "summary", "body", "slug", "picture_id")
# Article's columns, by the names of Article.content().
COLUMNS = {
    "kind": "kind",
    "original_language": "original_language",
    "section_id": "section",
    "place_id": "place",
    "picture_id": "picture",
}
# Filing a story elsewhere is no change of what it says; of these an approval must know.
VOIDING = ("kind", "place", "picture")


class Conflict(Exception):
    """Somebody else saved meanwhile; nothing was overwritten. `theirs` is the revision that stands now."""

    def __init__(self, theirs: Revision | None) -> None:
        super().__init__("saved meanwhile")
        self.theirs = theirs


@transaction.atomic
def open_story(language: str, shared: dict[str, Any], *, by: User, once: UUID | None = None) -> Edition:
    """A new story with an empty edition in its original language; `shared` has the shape of Article.content().

    `once` names the form that asks: the same form sent twice opens one story.
    Raises Refused for a person who writes no stories; so does open_language().
    """
    check_writes(by)
    fields = {column: shared[name] for column, name in COLUMNS.items()}
    article, is_new = Article.objects.get_or_create(once=once or uuid4(), created_by=by, defaults=fields)
    if is_new:
        keep_shared(article, shared, by=by)
    return open_language(article, language, by=by)


def open_language(article: Article, language: str, *, by: User) -> Edition:
    """An empty edition of the story in one more language; of two people at once both get the same one."""
    check_writes(by)
    return Edition.objects.get_or_create(article=article, language=language, defaults={"created_by": by})[0]


def first_of(edition: Edition) -> tuple[int | None, int | None]:
    """Ids of the first saved text and of the first saved shared fields."""
    text = edition.revisions.filter(number=1).values_list("pk", flat=True).first()
    return text, edition.article.revisions.filter(edition=None, number=1).values_list("pk", flat=True).first()


def tidied(content: dict[str, Any]) -> dict[str, Any]:
    """One line where one line is meant, the body down to its vocabulary. Raises ValidationError for what is too long."""
    lines = {name: tidy(content[name]) for name in ONE_LINE}
    lines["slug"] = slugify(lines["slug"], longest=LONGEST_SLUG)
    tidy_content = content | lines | {"summary": tidy_lines(content["summary"]), "body": body.clean(content["body"])}
    for name in LIMITED:
        check_length(name, tidy_content[name])
    return tidy_content


def check_length(name: str, text: str) -> None:
    field = Edition._meta.get_field(name)
    if isinstance(field, Field) and field.max_length and len(text) > field.max_length:
        raise ValidationError(
            _("%(field)s: %(length)d characters; at most %(most)d fit."),
            code="too_long",
            params={"field": field.verbose_name, "length": len(text), "most": field.max_length},
        )


@transaction.atomic
def save(
    edition: Edition, content: dict[str, Any], *, by: User, base: int | None, overruling: int | None = None,
    on_behalf_of: str = "", restored_from: Revision | None = None,
) -> Revision:  # fmt: skip
    """Store the text (the shape of Edition.content()) on top of revision `base`; the same text again stores nothing.

    Fields that somebody else changed meanwhile and this person did not touch are kept. Raises Conflict where both changed
    the same one, unless `overruling` is the revision that stands: then this person has read it. Raises Refused where the
    text is not theirs to change. Then nothing is changed. An approval falls with the text it was for.
    """
    content = tidied(content)
    edition = locked(edition)
    if edition.revision:
        before = edition.revisions.filter(pk=base or 0).values_list("content", flat=True).first()
        content = put_together(before, content, edition.revision, overruling)
        if content == edition.revision.content:
            return edition.revision
    check_editable(Edition.objects.editable_by(by).filter(pk=edition.pk))
    if edition.stage == Stage.APPROVED:
        void_approval(edition, by)
    apply_text(edition, content)
    edition.revision = Revision.objects.create(
        article=edition.article,
        edition=edition,
        base=edition.revision,
        number=edition.revision.number + 1 if edition.revision else 1,
        content=content,
        by=by,
        on_behalf_of=on_behalf_of,
        restored_from=restored_from,
    )
    edition.changed_at = Now()
    edition.save(update_fields=[*TEXT_FIELDS, "revision", "changed_at"])
    return edition.revision


def check_writes(by: User) -> None:
    if not by.has_perm("articles.add_edition"):
        raise Refused(_("This step is not among what your role may do here. Nothing has changed."), "role")


def check_editable(rows: QuerySet) -> None:
    if not rows.exists():
        raise Refused(_("The story is not with you now, so its text can't be changed. Nothing was saved."), "not_yours")


def void_approval(edition: Edition, by: User) -> None:
    move(edition, Step.VOID, by=by, seen=current(edition))


def apply_text(edition: Edition, content: dict[str, Any]) -> None:
    for name in ("headline", "kicker", "summary", "body", "slug"):
        setattr(edition, name, content[name])
    edition.picture_id = content["picture"]
    edition.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(edition=edition, author_id=row["author"], source_id=row["source"], role=row["role"], position=position)
        for position, row in enumerate(content["bylines"])
    )


@transaction.atomic
def save_shared(
    article: Article, content: dict[str, Any], *, by: User, base: int | None, overruling: int | None = None
) -> Revision:
    """Store what the languages share (the shape of Article.content()) on top of `base`; else as save()."""
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if article.revision is None:
        raise ValueError(f"article {article.pk} has no shared fields")
    before = article.revisions.filter(edition=None, pk=base or 0).values_list("content", flat=True).first()
    content = put_together(before, content, article.revision, overruling)
    if content == article.revision.content:
        return article.revision
    check_editable(Article.objects.editable_by(by).filter(pk=article.pk))
    void_approvals(article, content, by)
    for column, name in COLUMNS.items():
        setattr(article, column, content[name])
    article.save()
    return keep_shared(article, content, by=by)


def put_together(
    before: dict[str, Any] | None, mine: dict[str, Any], theirs: Revision, overruling: int | None
) -> dict[str, Any]:
    """What stands, with what I changed since `before`. Raises Conflict where we both changed a field, unless overruled."""
    if mine == theirs.content:
        return mine
    if before is None:
        raise Conflict(theirs)
    changed = {name: value for name, value in mine.items() if value != before[name]}
    if overruling != theirs.pk and any(theirs.content[name] not in (before[name], changed[name]) for name in changed):
        raise Conflict(theirs)
    return theirs.content | changed


def keep_shared(article: Article, content: dict[str, Any], *, by: User) -> Revision:
    article.topics.set(content["topics"])
    article.revision = Revision.objects.create(
        article=article,
        base=article.revision,
        number=article.revision.number + 1 if article.revision else 1,
        content=content,
        by=by,
    )
    article.save(update_fields=["revision"])
    return article.revision


def void_approvals(article: Article, content: dict[str, Any], by: User) -> None:
    """Every language's, where the change touches what readers are told rather than where the story is filed."""
    before = article.revision.content if article.revision else {}
    if any(before.get(name) != content[name] for name in VOIDING):
        for edition in article.editions.filter(stage=Stage.APPROVED):
            void_approval(edition, by)
