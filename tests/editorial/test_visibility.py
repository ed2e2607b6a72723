"""Which stories a person of the staff may read and change; every screen of the desk asks the same two questions."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article, Edition, Live, Stage
from editorial.roles import Role
from editorial.workflow import Step
from tests.make import fresh, make_edition, make_editor, make_live, make_translator, make_user, make_writer, revise, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """One story of each standing by one writer, and one on air."""
    writer = make_writer()
    stories = {stage: make_edition(by=writer, stage=stage) for stage in Stage}
    stories["bin"] = step(make_edition(by=writer), Step.BIN, by=writer)
    stories["live"] = make_live(by=writer).edition
    return writer, stories


def names(stories, rows):
    return {name for name, edition in stories.items() if edition in set(rows)}


EVERYTHING = {*Stage, "bin", "live"}


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        (Role.WRITER, set(), set()),
        (Role.TRANSLATOR, EVERYTHING, set()),
        (Role.EDITOR, EVERYTHING, EVERYTHING - {"bin"}),
        (Role.CHIEF, EVERYTHING, EVERYTHING - {"bin"}),
        (Role.PHOTO, EVERYTHING, set()),
        (Role.TECHNICAL, set(), set()),
    ],
)
def test_each_role_reads_and_changes_a_colleague_s_stories_as_its_row_says(day, role, reads, changes):
    _writer, stories = day
    person = make_user(role)
    assert names(stories, Edition.objects.visible_to(person)) == reads
    assert names(stories, Edition.objects.editable_by(person)) == changes


def test_a_writer_reads_all_of_their_own_and_changes_the_drafts_among_them(day):
    writer, stories = day
    assert names(stories, Edition.objects.visible_to(writer)) == EVERYTHING
    assert names(stories, Edition.objects.editable_by(writer)) == {Stage.DRAFT, "live"}


@pytest.mark.parametrize("nobody", [AnonymousUser, make_user, lambda: make_user(Role.CHIEF, is_active=False)])
def test_who_is_nobody_at_the_desk_sees_nothing(day, nobody):
    assert not Edition.objects.visible_to(nobody()).exists()
    assert not Edition.objects.editable_by(nobody()).exists()
    assert not Article.objects.visible_to(nobody()).exists()
    assert not Article.objects.editable_by(nobody()).exists()


def test_whoever_once_saved_a_text_goes_on_reading_it():
    edition, other = make_edition(), make_user(Role.EDITOR)
    revise(edition, by=other, headline="عنوان جديد")
    other.grants.update(role=Role.WRITER)
    assert list(Edition.objects.visible_to(type(other).objects.get(pk=other.pk))) == [edition]


def test_a_story_is_listed_once_however_often_somebody_saved_it():
    writer = make_writer()
    edition = make_edition(by=writer)
    for turn in range(3):
        revise(edition, headline=f"عنوان {turn}")
    assert list(Edition.objects.visible_to(writer)) == [edition]


def test_a_writer_sees_the_story_of_a_language_of_their_own_and_not_the_others():
    arabic = make_edition()
    translator = make_writer()
    english = make_edition(article=arabic.article, language="en", by=translator, headline="A bridge")
    assert list(Edition.objects.visible_to(translator)) == [english]
    assert list(Article.objects.visible_to(translator)) == [arabic.article]


def test_shared_fields_are_a_writer_s_to_change_while_no_language_is_with_an_editor():
    writer = make_writer()
    arabic = make_edition(by=writer)
    assert list(Article.objects.editable_by(writer)) == [arabic.article]
    english = make_edition(article=arabic.article, language="en", by=make_translator(), headline="A bridge", stage=Stage.REVIEW)
    assert not Article.objects.editable_by(writer).exists()
    assert list(Article.objects.editable_by(make_editor())) == [arabic.article]
    step(english, Step.RETURN, by=make_editor(), note="ملاحظة")
    assert list(Article.objects.editable_by(writer)) == [arabic.article]


def test_bin_and_desk_are_two_lists(day):
    _writer, stories = day
    assert names(stories, Edition.objects.in_bin()) == {"bin"}
    assert names(stories, Edition.objects.out_of_bin()) == EVERYTHING - {"bin"}


def test_readers_ask_for_releases_and_never_for_what_stands_at_the_desk(day):
    _writer, stories = day
    assert [live.edition for live in Live.objects.on_air("ar")] == [fresh(stories["live"])]
