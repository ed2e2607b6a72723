"""Every role at every step: what the table says, the door does and the buttons show."""

import pytest
from django.db import transaction

from articles.models import Stage
from editorial.models import AuditEntry
from editorial.roles import Role
from editorial.workflow import BY_HAND, RULES, Refused, Step, move, open_steps
from tests.editorial.door import START, refused
from tests.make import fresh, make_edition, make_editor, make_live, make_user, make_writer, seen, step

pytestmark = pytest.mark.django_db

# Who may take a step with a story that is their own, if their role writes, and a colleague's if not.
MAY = {
    Step.SUBMIT: {Role.WRITER, Role.TRANSLATOR, Role.EDITOR, Role.CHIEF},
    Step.TAKE: {Role.EDITOR, Role.CHIEF},
    Step.RETURN: {Role.EDITOR, Role.CHIEF},
    Step.APPROVE: {Role.EDITOR, Role.CHIEF},
    Step.VOID: {Role.EDITOR, Role.CHIEF},
    Step.PUBLISH: {Role.EDITOR, Role.CHIEF},
    Step.BIN: {Role.WRITER, Role.TRANSLATOR, Role.EDITOR, Role.CHIEF},
    Step.UNBIN: {Role.WRITER, Role.TRANSLATOR, Role.EDITOR, Role.CHIEF},
}
WRITES = MAY[Step.SUBMIT]


def story_for(person, what):
    """A story where the step is due, with a second reader for whoever approves."""
    owner = person if person.roles[0] in WRITES and what is not Step.APPROVE else make_writer()
    edition = make_edition(by=owner, stage=START.get(what, Stage.DRAFT))
    return step(edition, Step.BIN, by=owner) if what is Step.UNBIN else edition


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("what", list(Step))
def test_each_role_takes_the_steps_of_its_row_and_no_others(role, what):
    person = make_user(role)
    edition = story_for(person, what)
    if role in MAY[what]:
        moved = step(edition, what, by=person, note="ملاحظة")
        assert moved.stage == RULES[what].end
        assert AuditEntry.objects.latest("pk").act == what
    else:
        assert refused(edition, what, by=person, note="ملاحظة") == "role"


@pytest.mark.parametrize("what", list(Step))
def test_somebody_without_a_role_or_no_longer_on_the_staff_takes_no_step(what):
    nobody, left = make_user(), make_user(Role.CHIEF, is_active=False)
    edition = story_for(make_editor(), what)
    assert refused(edition, what, by=nobody, note="ملاحظة") == "role"
    assert refused(edition, what, by=left, note="ملاحظة") == "role"


@pytest.mark.parametrize("what", [Step.SUBMIT, Step.BIN])
def test_a_writer_moves_no_colleague_s_draft(what):
    assert refused(make_edition(), what, by=make_writer()) == "role"


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("what", list(Step))
def test_a_step_starts_only_where_its_row_says(what, stage):
    edition = make_edition(stage=stage)
    editor = make_editor()
    if stage in RULES[what].starts and what is not Step.UNBIN:
        assert step(edition, what, by=editor, note="ملاحظة").stage == RULES[what].end
    else:
        assert refused(edition, what, by=editor, note="ملاحظة") in {"stage", "role"}


def test_a_second_submit_is_told_that_somebody_was_quicker():
    edition = make_edition(stage=Stage.REVIEW)
    assert refused(edition, Step.SUBMIT, by=edition.created_by) == "stage"


def answer_to(edition, what, person):
    """The refusal's code, or "done"; nothing of it stays."""
    with transaction.atomic():
        try:
            move(edition, what, by=person, seen=seen(edition), note="ملاحظة")
        except Refused as refusal:
            return refusal.code
        finally:
            transaction.set_rollback(True)
    return "done"


@pytest.mark.parametrize("role", list(Role))
def test_the_buttons_shown_are_the_steps_that_the_door_opens_to(role):
    person = make_user(role)
    owners = [make_writer(), *([person] if role in WRITES else [])]
    stories = [make_edition(by=owner, stage=stage) for owner in owners for stage in Stage]
    stories += [step(make_edition(by=owner), Step.BIN, by=owner) for owner in owners]
    stories += [make_live(by=owner).edition for owner in owners]
    for edition in map(fresh, stories):
        answers = {what: answer_to(edition, what, person) for what in BY_HAND}
        shut = {what for what, answer in answers.items() if answer in {"role", "stage"}}
        assert set(open_steps(edition, person)) == set(BY_HAND) - shut, (edition.stage, answers)
