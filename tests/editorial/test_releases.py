"""What readers get is composed from exactly what was approved, and the release remembers who wrote, read and published."""

import pytest

from articles.models import Change, ChangeKind, Kind, Live, Release, Stage
from editorial import releases
from editorial.workflow import Step
from tests.editorial.door import change_shared
from tests.make import (
    fresh,
    make_author,
    make_edition,
    make_editor,
    make_live,
    make_photo,
    make_place,
    make_section,
    make_source,
    make_topic,
    make_translator,
    make_writer,
    release_again,
    revise,
    signed,
    step,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_a_release_holds_the_approved_text_and_everything_readers_see():
    author, source = make_author("سلمى الراوي"), make_source("الأمصار")
    section, topic, place = make_section(), make_topic(), make_place()
    photo = make_photo(alt="جسر", caption="الجسر مساءً", credit="تصوير: نادية حسن")
    live = make_live(
        headline="عنوان", kicker="تمهيد", summary="مقدمة", body="<p>نص</p>", slug="جسر-الموصل", section=section, topics=[topic],
        place=place, picture=photo, kind=Kind.REPORT, bylines=signed(author, (source, "posted")),
    )  # fmt: skip
    release = live.release
    assert (release.headline, release.kicker, release.summary, release.body) == ("عنوان", "تمهيد", "مقدمة", "<p>نص</p>")
    assert (release.slug, release.section, release.topics, release.place) == ("جسر-الموصل", section, [topic.pk], place)
    assert (release.picture, release.picture_alt, release.picture_caption) == (photo, "جسر", "الجسر مساءً")
    assert (release.picture_credit, release.kind) == ("تصوير: نادية حسن", Kind.REPORT)
    assert release.bylines == [
        {"author": author.pk, "source": None, "role": "text", "name": "سلمى الراوي"},
        {"author": None, "source": source.pk, "role": "posted", "name": "الأمصار"},
    ]


def test_a_release_remembers_who_wrote_who_approved_and_who_published():
    writer, editor, publisher = make_writer(), make_editor(), make_editor()
    edition = make_edition(by=writer, stage=Stage.REVIEW)
    revise(edition, by=publisher, headline="عنوان أصلحته المحررة")
    step(edition, Step.APPROVE, by=editor)
    step(edition, Step.PUBLISH, by=publisher)
    release = Release.objects.get()
    assert release.writers == sorted([writer.pk, publisher.pk])
    assert (release.approved_by, release.published_by) == (editor, publisher)
    assert (release.text_revision, release.shared_revision) == (fresh(edition).revision, edition.article.revision)


def test_releases_are_numbered_and_later_ones_are_updates_by_who_wrote_since():
    writer, other, editor = make_writer(), make_editor(), make_editor()
    live = make_live(by=writer, approved_by=editor)
    release_again(live.edition, writer=other, editor=editor, headline="عنوان جديد")
    first, second = Release.objects.order_by("number")
    assert [(row.number, row.change, row.writers) for row in (first, second)] == [
        (1, ChangeKind.FIRST, [writer.pk]), (2, ChangeKind.UPDATE, [other.pk]),
    ]  # fmt: skip
    now = Live.objects.get()
    assert (now.release, now.first_released_at) == (second, live.first_released_at)
    assert now.changed_at > now.first_released_at


def test_a_new_headline_alone_does_not_move_a_published_story():
    live = make_live(headline="عنوان أول")
    again = release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), headline="عنوان ثانٍ")
    assert again.release.slug == "عنوان-أول"
    moved = release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), slug="عنوان-بيد")
    assert moved.release.slug == "عنوان-بيد"


@pytest.mark.parametrize("headline", ["؟؟؟", "—", "!!"])
def test_a_headline_without_a_letter_still_gets_an_address(headline):
    live = make_live(headline=headline)
    assert live.release.slug == live.short_id
    assert live.get_absolute_url()


def test_a_language_s_own_picture_stands_before_the_shared_one():
    shared, own = make_photo(), make_photo(alt="صورة اللغة")
    assert make_live(picture=shared).release.picture == shared
    edition = make_edition(picture=shared)
    revise(edition, picture=own.pk)
    release = releases.compose(fresh(edition), fresh(edition).revision, edition.article.revision)
    assert (release.picture, release.picture_alt) == (own, "صورة اللغة")


def test_a_picture_without_words_in_a_language_is_not_described_in_another():
    live = make_live(language="en", headline="A bridge", picture=make_photo(alt="جسر", caption="شرح"))
    assert (live.release.picture_alt, live.release.picture_caption) == ("", "")


def test_names_stand_in_the_release_in_its_language():
    author = make_author("سلمى الراوي", name_en="Salma Al-Rawi")
    assert make_live(language="en", headline="A bridge", bylines=signed(author)).release.bylines[0]["name"] == "Salma Al-Rawi"


def test_names_stand_in_the_release_as_they_were_on_the_day():
    author = make_author("سلمى الراوي")
    live = make_live(bylines=signed(author))
    author.name = "سلمى الجبوري"
    author.save()
    live.refresh_from_db()
    assert live.release.bylines[0]["name"] == "سلمى الراوي"


def test_a_preview_stores_nothing():
    edition = make_edition(stage=Stage.REVIEW, bylines=signed(make_author()))
    live = releases.preview(edition, edition.revision, edition.article.revision)
    assert (live.release.headline, live.pk, live.release.pk) == (edition.headline, None, None)
    assert not Live.objects.exists()
    assert not Release.objects.exists()


def test_a_preview_of_a_published_story_leaves_what_readers_have():
    live = make_live()
    revise(live.edition, headline="عنوان المعاينة")
    edition = fresh(live.edition)
    assert releases.preview(edition, edition.revision, edition.article.revision).release.headline == "عنوان المعاينة"
    assert Live.objects.get().release == live.release


def test_lists_follow_the_newest_release():
    old, new, author, other = make_topic(), make_topic(), make_author(), make_author()
    live = make_live(topics=[old], bylines=signed(author))
    change_shared(live.edition, topics=[new.pk], section=make_section("ثقافة"))
    again = release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), bylines=signed(other))
    assert [row.topic for row in again.live_topics.all()] == [new]
    assert [row.author for row in again.live_bylines.all()] == [other]
    assert (again.section.name, Live.objects.count()) == ("ثقافة", 1)


def test_pages_that_lose_a_story_are_told_as_well_as_those_that_gain_it():
    old, new = make_section(), make_section()
    live = make_live(section=old)
    change_shared(live.edition, section=new)
    release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), headline="عنوان جديد")
    tags = Change.objects.latest("sequence").tags
    assert {f"section:{old.pk}:ar", f"section:{new.pk}:ar", f"article:{live.article_id}", "front:ar", "feed:ar"} <= set(tags)


def test_a_translation_counts_its_own_writers():
    arabic = make_live()
    translator = make_translator()
    english = make_edition(article=arabic.article, language="en", by=translator, headline="A bridge", stage=Stage.APPROVED)
    step(english, Step.PUBLISH, by=make_editor())
    assert Release.objects.get(edition=english).writers == [translator.pk]


def test_whoever_changed_only_what_languages_share_is_the_writer_of_that_release():
    live, photo_editor = make_live(), make_editor()
    change_shared(live.edition, by=photo_editor, picture=make_photo())
    step(live.edition, Step.SUBMIT, by=photo_editor)
    step(live.edition, Step.APPROVE, by=make_editor())
    step(live.edition, Step.PUBLISH, by=photo_editor)
    assert Release.objects.latest("number").writers == [photo_editor.pk]
