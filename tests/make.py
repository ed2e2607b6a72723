"""Builders: each says only what matters to the test; everything goes through the newsroom's own doors.

make_edition() and make_live() save through editorial.revisions and step through editorial.workflow.move(), so a story
made here has the history, the audit trail and the changes that a real one has.
"""

from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Article, Author, Edition, Kind, Live, Photo, Place, Revision, Section, Source, Stage, Topic
from editorial import revisions, workflow
from editorial.models import BoardMember, Grant, Masthead, User
from editorial.roles import Role
from editorial.workflow import Step, move

HEADLINE = "افتتاح جسر جديد على دجلة في الموصل"
SUMMARY = "أعلنت أمانة المدينة فتح الجسر أمام السيارات بعد عامين من العمل."
BODY = "<p>فُتح الجسر صباح اليوم أمام السيارات، وعبره أول سائق عند السادسة.</p><p>وقال المهندسون إن العمل استمر عامين.</p>"
PASSWORD = "كلمة-طويلة-للاختبار"
SHARED = ("section", "kind", "original_language", "topics", "place", "picture")

Name = Author | Source
numbers = count(1)


def make_user(*roles: Role, name: str = "", username: str = "", password: str = PASSWORD, **fields: Any) -> User:
    number = next(numbers)
    username = username or f"person{number}"
    email = fields.pop("email", f"{username}@example.org")
    user = User.objects.create_user(username, email, password, name=name or f"شخص رقم {number}", **fields)
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
    return user


def make_writer(**fields: Any) -> User:
    return make_user(Role.WRITER, **fields)


def make_translator(**fields: Any) -> User:
    return make_user(Role.TRANSLATOR, **fields)


def make_editor(**fields: Any) -> User:
    return make_user(Role.EDITOR, **fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **fields)


def make_photo_editor(**fields: Any) -> User:
    return make_user(Role.PHOTO, **fields)


def make_technical(**fields: Any) -> User:
    return make_user(Role.TECHNICAL, **fields)


def make_section(name: str = "محليات", **fields: Any) -> Section:
    number = next(numbers)
    return Section.objects.create(**{"name": name, "slug": f"local-{number}", "position": number} | fields)


def make_topic(name: str = "الأهوار", **fields: Any) -> Topic:
    return Topic.objects.create(**{"name": name, "slug": f"marshes-{next(numbers)}"} | fields)


def make_place(name: str = "بغداد", **fields: Any) -> Place:
    return Place.objects.create(**{"name": name, "slug": f"baghdad-{next(numbers)}"} | fields)


def make_author(name: str = "سلمى الراوي", **fields: Any) -> Author:
    return Author.objects.create(**{"name": name, "slug": f"salma-{next(numbers)}"} | fields)


def make_source(name: str = "وكالة الضفاف", **fields: Any) -> Source:
    return Source.objects.create(**{"name": name, "slug": f"banks-{next(numbers)}", "kind": Source.Kind.AGENCY} | fields)


def make_photo(alt: str = "جسر فوق نهر عند الغروب", **fields: Any) -> Photo:
    """A picture of 8 × 6 pixels in the test run's own folder."""
    data = BytesIO()
    Image.new("RGB", (8, 6), "#a86b32").save(data, "JPEG")
    file = ContentFile(data.getvalue(), name=f"bridge-{next(numbers)}.jpg")
    words = {"alt": alt, "caption": "الجسر مساءً", "credit": "تصوير: نادية حسن", "kind": Photo.Kind.NEWS}
    return Photo.objects.create(**{"file": file} | words | fields)


def make_masthead(**fields: Any) -> Masthead:
    words = {"name": "تحرير", "board_line": "مجلس التحرير: مجموعة صحفيين عرب", "email": "desk@example.org"}
    return Masthead.objects.create(**{"pk": 1} | words | fields)


def make_board_member(name: str = "هناء الجبوري", **fields: Any) -> BoardMember:
    return BoardMember.objects.create(**{"name": name, "position": "رئيسة التحرير", "order": next(numbers)} | fields)


def signed(*names: Name | tuple[Name, str]) -> list[dict[str, Any]]:
    """Bylines as Edition.content() has them: `signed(author, (source, "posted"))`."""
    rows = [name if isinstance(name, tuple) else (name, "text") for name in names]
    return [{"author": pk_of(who, Author), "source": pk_of(who, Source), "role": role} for who, role in rows]


def pk_of(who: Name, kind: type) -> int | None:
    return who.pk if isinstance(who, kind) else None


def text_of(edition: Edition, **fields: Any) -> dict[str, Any]:
    """What stands in the edition, with `fields` put over it; as revisions.save() takes it."""
    return Edition.objects.get(pk=edition.pk).content() | fields


def shared_fields(
    *,
    section: Section | None = None,
    kind: str = Kind.NEWS,
    original_language: str = "ar",
    topics: Iterable[Topic] = (),
    place: Place | None = None,
    picture: Photo | None = None,
) -> dict[str, Any]:
    """What the languages of a story share; as revisions.save_shared() takes it."""
    return {
        "kind": str(kind),
        "original_language": original_language,
        "section": (section or make_section()).pk,
        "topics": sorted(topic.pk for topic in topics),
        "place": place and place.pk,
        "picture": picture and picture.pk,
    }


def make_edition(
    *,
    stage: str = Stage.DRAFT,
    language: str = "ar",
    by: User | None = None,
    approved_by: User | None = None,
    article: Article | None = None,
    **fields: Any,
) -> Edition:
    """A story in one language, written by `by` and taken to `stage`.

    Further names: those of shared_fields() for a new story, those of Edition.content() for its text;
    `bylines` as signed() gives them.
    """
    by = by or make_writer()
    shared = {name: fields.pop(name) for name in SHARED if name in fields}
    if article:
        edition = revisions.open_language(article, language, by=by)
    else:
        edition = revisions.open_story(language, shared_fields(**{"original_language": language} | shared), by=by)
    words = {"headline": HEADLINE, "summary": SUMMARY, "body": BODY}
    revisions.save(edition, text_of(edition, **words | fields), by=by, base=None)
    edition = fresh(edition)
    if stage in {Stage.REVIEW, Stage.APPROVED}:
        edition = step(edition, Step.SUBMIT, by=by)
    if stage == Stage.APPROVED:
        edition = step(edition, Step.APPROVE, by=approved_by or make_editor())
    return edition


def make_live(*, approved_by: User | None = None, **fields: Any) -> Live:
    """A story that readers have: written, submitted, approved and published by the people whose business it is."""
    editor = approved_by or make_editor()
    edition = make_edition(stage=Stage.APPROVED, approved_by=editor, **fields)
    step(edition, Step.PUBLISH, by=editor)
    return Live.objects.get(edition=edition)


def fresh(edition: Edition) -> Edition:
    """The edition as the database has it now, with nothing kept from before."""
    return Edition.objects.select_related("article").get(pk=edition.pk)


def seen(edition: Edition) -> workflow.Seen:
    """What somebody who opens the page now has on screen."""
    return workflow.current(fresh(edition))


def step(edition: Edition, what: Step, *, by: User, note: str = "") -> Edition:
    """A move by somebody who has the newest text on screen."""
    move(edition, what, by=by, seen=seen(edition), note=note)
    return fresh(edition)


def revise(edition: Edition, *, by: User | None = None, **fields: Any) -> Revision:
    """Save a changed text on top of what stands; by whoever wrote it last, unless told."""
    edition = fresh(edition)
    by = by or edition.revision.by
    return revisions.save(edition, text_of(edition, **fields), by=by, base=edition.revision_id)


def release_again(edition: Edition, *, editor: User, writer: User, **fields: Any) -> Live:
    """A changed text taken all the way to readers."""
    revise(edition, by=writer, **fields)
    step(edition, Step.SUBMIT, by=writer)
    step(edition, Step.APPROVE, by=editor)
    step(edition, Step.PUBLISH, by=editor)
    return Live.objects.get(edition=edition)
