"""The one door: who may take which step, from where, with which text on screen; a refusal leaves everything as it was."""

import pytest
from django.db import transaction

from articles.models import Kind, Live, Stage
from editorial.models import AuditEntry
from editorial.workflow import Refused, Seen, Step, move
from tests.editorial.door import START, change_shared, refused, state
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
    seen,
    shared_fields,
    signed,
    step,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", [Step.SUBMIT, Step.TAKE, Step.RETURN, Step.APPROVE, Step.PUBLISH, Step.BIN])
def test_nobody_decides_on_a_text_they_have_not_read(what):
    edition = make_edition(stage=START.get(what, Stage.DRAFT))
    old = seen(edition)
    for screen in (Seen(old.text - 1, old.shared), Seen(old.text, old.shared - 1), Seen(None, None)):
        assert refused(edition, what, by=make_editor(), screen=screen, note="ملاحظة") == "unread"


def test_nobody_approves_a_text_that_changed_since_they_opened_it():
    edition = make_edition(stage=Stage.REVIEW)
    screen = seen(edition)
    revise(edition, by=make_editor(), body="<p>نص جديد</p>")
    with pytest.raises(Refused) as refusal:
        move(edition, Step.APPROVE, by=make_editor(), seen=screen)
    assert refusal.value.code == "unread"


def test_nobody_approves_a_story_whose_picture_changed_since_they_opened_it():
    edition = make_edition(stage=Stage.REVIEW)
    screen = seen(edition)
    change_shared(edition, picture=make_photo())
    assert refused(edition, Step.APPROVE, by=make_editor(), screen=screen) == "unread"


def test_nobody_approves_a_text_that_they_alone_have_written():
    editor = make_editor()
    edition = make_edition(by=editor, stage=Stage.REVIEW)
    assert refused(edition, Step.APPROVE, by=editor) == "second_reader"
    assert step(edition, Step.APPROVE, by=make_editor()).stage == Stage.APPROVED


def test_an_editor_may_mend_another_s_draft_and_approve_it():
    editor = make_editor()
    edition = make_edition(stage=Stage.REVIEW)
    revise(edition, by=editor, headline="افتتاح جسر الموصل الجديد")
    assert step(edition, Step.APPROVE, by=editor).approved_by == editor


def test_whoever_alone_changed_a_published_story_does_not_approve_the_change():
    editor = make_editor()
    live = make_live(approved_by=editor)
    revise(live.edition, by=editor, headline="عنوان غيّرته المحررة وحدها")
    step(live.edition, Step.SUBMIT, by=editor)
    assert refused(live.edition, Step.APPROVE, by=editor) == "second_reader"


def test_whoever_alone_changed_the_picture_of_a_published_story_does_not_approve_the_change():
    editor = make_editor()
    live = make_live(approved_by=editor)
    change_shared(live.edition, by=editor, picture=make_photo())
    step(live.edition, Step.SUBMIT, by=editor)
    assert refused(live.edition, Step.APPROVE, by=editor) == "second_reader"
    assert step(live.edition, Step.APPROVE, by=make_editor()).stage == Stage.APPROVED


@pytest.mark.parametrize("note", ["", "  ", "\n\t"])
def test_returning_needs_a_note(note):
    assert refused(make_edition(stage=Stage.REVIEW), Step.RETURN, by=make_editor(), note=note) == "no_note"


def test_a_returned_story_is_a_draft_again_with_the_note_in_the_trail():
    edition = make_edition(stage=Stage.APPROVED)
    edition = step(edition, Step.RETURN, by=make_editor(), note="أضيفي مصدراً ثانياً")
    assert (edition.stage, edition.approved_by, edition.approved_revision) == (Stage.DRAFT, None, None)
    assert AuditEntry.objects.latest("pk").note == "أضيفي مصدراً ثانياً"
    assert revise(edition, headline="عنوان بعد الملاحظة").by == edition.created_by


def test_a_story_without_a_headline_is_not_submitted():
    edition = make_edition(headline=" \u200b ")
    assert refused(edition, Step.SUBMIT, by=edition.created_by) == "no_headline"


@pytest.mark.parametrize(
    "body", ["", "<p> </p>", "<p>&nbsp;<br></p>", "<p>\u200b\u200c\u00ad</p>", '<figure data-story="abc234"></figure>']
)
def test_a_body_of_only_spaces_is_no_text(body):
    edition = make_edition(body=body)
    assert refused(edition, Step.SUBMIT, by=edition.created_by) == "no_text"


def test_breaking_news_needs_only_a_headline_and_who_says_so():
    breaking = {"kind": Kind.BREAKING, "summary": "", "body": ""}
    editor = make_editor()
    assert refused(make_edition(**breaking), Step.SUBMIT, by=editor) == "no_source"
    assert refused(make_edition(**breaking, headline=""), Step.SUBMIT, by=editor) == "no_headline"
    for who in (make_source(), make_author()):
        edition = make_edition(**breaking, bylines=signed(who), stage=Stage.REVIEW)
        assert step(edition, Step.APPROVE, by=editor).stage == Stage.APPROVED


def test_what_became_incomplete_in_review_is_not_approved():
    edition = make_edition(stage=Stage.REVIEW)
    revise(edition, by=make_editor(), body="<p> </p>")
    assert refused(edition, Step.APPROVE, by=make_editor()) == "no_text"


def test_what_readers_have_already_is_not_submitted_again():
    live = make_live()
    assert refused(live.edition, Step.SUBMIT, by=make_editor()) == "nothing_new"


def test_taking_a_review_names_who_has_it_and_a_decision_lets_it_go():
    editor = make_editor()
    edition = step(make_edition(stage=Stage.REVIEW), Step.TAKE, by=editor)
    assert (edition.stage, edition.taken_by) == (Stage.REVIEW, editor)
    assert step(edition, Step.RETURN, by=editor, note="ملاحظة").taken_by is None


@pytest.mark.parametrize("field", ["headline", "summary", "body", "kicker", "slug", "bylines", "picture"])
def test_any_change_of_the_text_voids_the_approval(field):
    edition = make_edition(stage=Stage.APPROVED)
    value = {"bylines": signed(make_author()), "picture": make_photo().pk, "body": "<p>نص آخر</p>"}.get(field, "كلمة أخرى")
    editor = make_editor()
    revise(edition, by=editor, **{field: value})
    edition = fresh(edition)
    assert (edition.stage, edition.approved_by, edition.approved_revision) == (Stage.REVIEW, None, None)
    assert AuditEntry.objects.latest("pk").act == Step.VOID
    assert refused(edition, Step.PUBLISH, by=editor) == "stage"


def test_saving_the_approved_text_unchanged_leaves_the_approval():
    edition = make_edition(stage=Stage.APPROVED)
    revise(edition, by=make_editor())
    assert fresh(edition).stage == Stage.APPROVED


@pytest.mark.parametrize(
    "make", [lambda: {"picture": make_photo()}, lambda: {"place": make_place()}, lambda: {"kind": Kind.REPORT}]
)
def test_a_change_of_what_the_languages_share_voids_the_approval_of_each(make):
    arabic = make_edition(stage=Stage.APPROVED)
    english = make_edition(article=arabic.article, language="en", by=make_translator(), stage=Stage.APPROVED)
    draft = make_edition(article=arabic.article, language="ckb", by=make_translator())
    change_shared(arabic, **make())
    assert [fresh(edition).stage for edition in (arabic, english, draft)] == [Stage.REVIEW, Stage.REVIEW, Stage.DRAFT]


def test_filing_a_story_elsewhere_leaves_the_approval_and_readers_find_it_there():
    edition = make_edition(stage=Stage.APPROVED)
    section, topic = make_section("ثقافة"), make_topic()
    edition = change_shared(edition, section=section, topics=[topic.pk])
    assert edition.stage == Stage.APPROVED
    step(edition, Step.PUBLISH, by=make_editor())
    release = Live.objects.get(edition=edition).release
    assert (release.section, release.topics) == (section, [topic.pk])


def test_an_approval_is_not_voided_by_somebody_who_may_not_edit():
    edition = make_edition(stage=Stage.APPROVED)
    before = state()
    with pytest.raises(Refused), transaction.atomic():
        revise(edition, by=edition.created_by, headline="عنوان متأخر")
    with pytest.raises(Refused), transaction.atomic():
        change_shared(edition, by=edition.created_by, kind=Kind.REPORT)
    assert state() == before


def test_publishing_shows_the_story_and_makes_it_a_draft_for_the_next_change():
    edition = make_edition(stage=Stage.APPROVED)
    assert not Live.objects.exists()
    edition = step(edition, Step.PUBLISH, by=make_editor())
    assert list(Live.objects.on_air("ar")) == [edition.live]
    assert (edition.stage, edition.approved_by) == (Stage.DRAFT, None)


def test_a_change_to_a_published_story_stays_invisible_until_it_is_released():
    writer, editor = make_writer(), make_editor()
    live = make_live(by=writer, headline="العنوان الأول")

    def readers_have():
        return Live.objects.get(pk=live.pk).release.headline

    revise(live.edition, by=writer, headline="العنوان الثاني")
    assert readers_have() == "العنوان الأول"
    for what in (Step.SUBMIT, Step.APPROVE):
        step(live.edition, what, by=editor)
        assert readers_have() == "العنوان الأول"
    step(live.edition, Step.PUBLISH, by=editor)
    assert readers_have() == "العنوان الثاني"


def test_only_what_was_never_released_goes_to_the_bin():
    assert refused(make_live().edition, Step.BIN, by=make_editor()) == "was_released"
    edition = step(make_edition(stage=Stage.REVIEW), Step.BIN, by=make_editor())
    assert edition.stage == Stage.DRAFT
    assert edition.binned_at is not None


def test_what_lies_in_the_bin_is_neither_edited_nor_moved_until_it_is_taken_out():
    edition = make_edition()
    writer = edition.created_by
    step(edition, Step.BIN, by=writer)
    for what in set(Step) - {Step.UNBIN}:
        assert refused(edition, what, by=make_editor(), note="ملاحظة") in {"role", "stage"}
    with pytest.raises(Refused):
        revise(edition, by=writer, headline="عنوان من السلة")
    assert step(edition, Step.UNBIN, by=writer).binned_at is None
    assert step(edition, Step.SUBMIT, by=writer).stage == Stage.REVIEW


def test_a_writer_takes_only_their_own_out_of_the_bin():
    edition = make_edition()
    step(edition, Step.BIN, by=edition.created_by)
    assert refused(edition, Step.UNBIN, by=make_writer()) == "role"


def test_refusals_speak_arabic_or_wait_to_be_told_a_language():
    with pytest.raises(Refused) as refusal:
        move(edition := make_edition(), Step.SUBMIT, by=make_writer(), seen=seen(edition))
    assert not isinstance(refusal.value.reason, str)


def test_languages_of_a_story_are_approved_and_published_apart():
    writer, editor = make_writer(), make_editor()
    arabic = make_live(by=writer)
    english = make_edition(article=arabic.article, language="en", by=make_translator(), headline="A bridge in Mosul")
    release_again(arabic.edition, editor=editor, writer=writer, headline="جسر الموصل يفتح")
    assert not Live.objects.on_air("en").exists()
    assert fresh(english).stage == Stage.DRAFT


def test_a_story_of_kurdish_origin_needs_no_arabic():
    live = make_live(language="ckb", headline="پردێکی نوێ لە هەولێر", body="<p>پردەکە ئەمڕۆ کرایەوە.</p>")
    assert list(Live.objects.on_air("ckb")) == [live]
    assert live.article.editions.count() == 1
    assert shared_fields()["original_language"] == "ar"
