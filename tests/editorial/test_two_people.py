"""Two people at one story at the same moment, with real commits."""

import pytest

from articles.models import Edition, Live, Release, Revision, Stage
from editorial import revisions
from editorial.revisions import Conflict
from editorial.workflow import Refused, Step, move
from tests.at_once import at_once
from tests.make import fresh, make_edition, make_editor, make_translator, make_writer, seen, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def save(edition, by, **fields):
    content = text_of(edition, **fields)
    base = edition.revision_id
    return lambda: revisions.save(edition, content, by=by, base=base)


def test_two_people_save_two_languages_of_one_story_at_once_and_neither_loses_a_word():
    arabic = make_edition(by=make_writer())
    english = make_edition(article=arabic.article, language="en", by=make_translator(), headline="A new bridge in Mosul")
    for turn in range(5):
        mine = {"headline": f"عنوان الدورة {turn}", "summary": f"مقدمة {turn}", "body": f"<p>نص الدورة {turn} كاملاً</p>"}
        theirs = {"headline": f"Headline {turn}", "summary": f"Summary {turn}", "body": f"<p>The whole text of turn {turn}</p>"}
        saved = at_once(
            save(fresh(arabic), arabic.created_by, **mine),
            save(fresh(english), english.created_by, **theirs),
        )
        assert all(isinstance(answer, Revision) for answer in saved), saved
        for edition, words in ((fresh(arabic), mine), (fresh(english), theirs)):
            assert {name: getattr(edition, name) for name in words} == words
            assert edition.content() == edition.revision.content


def test_of_two_people_who_save_the_same_language_at_once_one_is_shown_the_other_s_text():
    edition = make_edition(by=make_writer())
    writer, editor = edition.created_by, make_editor()
    answers = at_once(
        save(edition, writer, headline="عنوان الكاتب"),
        save(edition, editor, headline="عنوان المحررة"),
    )
    kept = [answer for answer in answers if isinstance(answer, Revision)]
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    assert (len(kept), len(refused)) == (1, 1), answers
    assert refused[0].theirs.pk == kept[0].pk
    assert fresh(edition).headline == kept[0].content["headline"]
    assert edition.revisions.count() == 2


def test_two_people_who_open_the_same_language_at_once_get_the_same_one():
    edition = make_edition()
    people = [make_translator(), make_translator()]
    mine, theirs = at_once(*(lambda by=by: revisions.open_language(edition.article, "ckb", by=by) for by in people))
    assert mine == theirs
    assert Edition.objects.filter(article=edition.article, language="ckb").count() == 1


def test_of_two_editors_who_approve_at_once_one_approves():
    edition = make_edition(stage=Stage.REVIEW)
    screen = seen(edition)
    people = [make_editor(), make_editor()]
    answers = at_once(*(lambda by=by: move(edition, Step.APPROVE, by=by, seen=screen) for by in people))
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == ["stage"], answers
    winner = next(by for by, answer in zip(people, answers, strict=True) if isinstance(answer, Edition))
    assert fresh(edition).approved_by == winner


def test_publishing_pressed_twice_at_once_makes_one_release():
    edition = make_edition(stage=Stage.APPROVED)
    screen, editor = seen(edition), edition.approved_by
    answers = at_once(*[lambda: move(edition, Step.PUBLISH, by=editor, seen=screen)] * 2)
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["stage"], answers
    assert Release.objects.filter(edition=edition).count() == 1
    assert Live.objects.filter(edition=edition).count() == 1


def test_a_save_and_an_approval_at_once_never_approve_words_that_nobody_read():
    for _turn in range(4):
        edition = make_edition(stage=Stage.REVIEW)
        screen, editor, colleague = seen(edition), make_editor(), make_editor()
        saved, approved = at_once(
            save(edition, colleague, body="<p>نص غيّرته زميلة في اللحظة نفسها</p>"),
            lambda edition=edition, editor=editor, screen=screen: move(edition, Step.APPROVE, by=editor, seen=screen),
        )
        assert isinstance(saved, Revision)
        assert isinstance(approved, Edition) or approved.code == "unread"
        assert fresh(edition).stage == Stage.REVIEW
