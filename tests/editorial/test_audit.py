"""The trail tells who did what, when, to which text; it outlives what it tells of."""

import pytest

from articles.models import Stage
from editorial import audit
from editorial.models import AuditEntry
from editorial.workflow import Refused, Step, move
from tests.make import fresh, make_edition, make_editor, make_live, make_writer, release_again, revise, seen, step

pytestmark = pytest.mark.django_db


def trail(edition):
    rows = AuditEntry.objects.filter(edition_id=edition.pk).order_by("pk")
    return [(row.act, row.user_name, row.from_stage, row.to_stage) for row in rows]


def test_a_story_s_whole_way_stands_in_the_trail():
    writer, editor = make_writer(name="سلمى الراوي"), make_editor(name="حيدر الخفاجي")
    edition = make_edition(by=writer, stage=Stage.REVIEW)
    step(edition, Step.TAKE, by=editor)
    step(edition, Step.RETURN, by=editor, note="أضيفي مصدراً")
    revise(edition, body="<p>نص بمصدر ثانٍ</p>")
    step(edition, Step.SUBMIT, by=writer)
    step(edition, Step.APPROVE, by=editor)
    step(edition, Step.PUBLISH, by=editor)
    assert trail(edition) == [
        ("submit", "سلمى الراوي", "draft", "review"),
        ("take", "حيدر الخفاجي", "review", "review"),
        ("return", "حيدر الخفاجي", "review", "draft"),
        ("submit", "سلمى الراوي", "draft", "review"),
        ("approve", "حيدر الخفاجي", "review", "approved"),
        ("publish", "حيدر الخفاجي", "approved", "draft"),
    ]


def test_an_entry_names_the_very_text_it_was_about():
    edition = make_edition(stage=Stage.REVIEW, headline="عنوان قيد المراجعة")
    editor = make_editor()
    step(edition, Step.APPROVE, by=editor)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.headline, entry.revision_id, entry.language) == ("عنوان قيد المراجعة", edition.revision_id, "ar")
    assert (entry.user_id, entry.act) == (editor.pk, Step.APPROVE)
    revise(edition, by=editor, headline="عنوان آخر")
    entry.refresh_from_db()
    assert entry.headline == "عنوان قيد المراجعة"


def test_a_voided_approval_stands_under_the_name_of_whoever_changed_the_text():
    edition, editor = make_edition(stage=Stage.APPROVED), make_editor(name="حيدر الخفاجي")
    revise(edition, by=editor, headline="عنوان آخر")
    assert trail(edition)[-1] == ("void", "حيدر الخفاجي", "approved", "review")


def test_an_update_is_told_apart_from_the_first_release_by_its_place_in_the_trail():
    live = make_live()
    release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), headline="عنوان جديد")
    assert [act for act, *_rest in trail(live.edition)] == ["submit", "approve", "publish"] * 2


def test_a_name_in_the_trail_stays_as_it_was():
    writer = make_writer(name="سلمى الراوي")
    edition = make_edition(by=writer, stage=Stage.REVIEW)
    writer.name = "سلمى الجبوري"
    writer.save()
    assert trail(edition)[0][1] == "سلمى الراوي"


def test_a_refused_move_writes_nothing():
    edition = make_edition()
    with pytest.raises(Refused):
        move(edition, Step.PUBLISH, by=make_writer(), seen=seen(edition))
    assert not AuditEntry.objects.exists()
    assert fresh(edition).stage == Stage.DRAFT


def test_the_trail_knows_acts_that_are_nobody_s_and_of_no_story():
    entry = audit.record("account_made", by=None, note="أول حساب")
    entry.refresh_from_db()
    assert (entry.user_id, entry.user_name, entry.edition_id, entry.note) == (None, "", None, "أول حساب")
    assert entry.at is not None


def test_the_newest_act_stands_first():
    edition = make_edition(stage=Stage.APPROVED)
    assert [entry.act for entry in AuditEntry.objects.filter(edition_id=edition.pk)] == ["approve", "submit"]
