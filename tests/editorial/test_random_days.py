"""A writer and an editor do whatever comes to their minds; readers have exactly what somebody else than the writer approved."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from articles.models import Live, Release, Stage
from editorial import revisions
from editorial.revisions import Conflict
from editorial.workflow import Refused, Step, move
from tests.make import fresh, make_edition, make_editor, make_writer, seen, text_of

pytestmark = pytest.mark.django_db

TEXTS = st.sampled_from(["الجسر مفتوح", "الجسر مغلق", "الجسر قيد الصيانة"])
PEOPLE = st.sampled_from(["writer", "editor"])


class Day(RuleBasedStateMachine):
    """The rules of the newsroom told once more in a few lines, beside the real thing."""

    def __init__(self):
        super().__init__()
        self.people = {"writer": make_writer(), "editor": make_editor()}
        self.text, self.stage, self.wrote, self.on_air = "الجسر مفتوح", "draft", {"writer"}, None
        self.edition = make_edition(by=self.people["writer"], headline=self.text)
        self.screens = {name: (seen(self.edition), self.text) for name in self.people}

    def step_by(self, who, what, *, may):
        """Take a step with what `who` has on screen; it happens where `may`, and else it is refused."""
        screen, _text = self.screens[who]
        try:
            move(self.edition, what, by=self.people[who], seen=screen, note="ملاحظة")
        except Refused as refusal:
            assert not may, refusal.code
            return False
        assert may, f"{who} was let through: {what}"
        return True

    def read(self, who):
        return self.screens[who][0] == seen(self.edition)

    @rule(who=PEOPLE)
    def opens_the_page(self, who):
        self.screens[who] = (seen(self.edition), self.text)

    @rule(who=PEOPLE, text=TEXTS)
    def saves(self, who, text):
        """On top of what they have on screen; whoever typed nothing new there overwrites nothing."""
        base, may = self.screens[who][0].text, who == "editor" or self.stage == "draft"
        read = self.screens[who][1]
        newest, changed = read == self.text, text not in {self.text, read}
        try:
            revisions.save(self.edition, text_of(self.edition, headline=text), by=self.people[who], base=base)
        except Conflict:
            assert changed
            assert not newest
            return
        except Refused:
            assert changed
            assert not may
            return
        if changed:
            assert may
            assert newest
            self.text, self.wrote = text, self.wrote | {who}
            self.stage = "review" if self.stage == "approved" else self.stage
        self.screens[who] = (seen(self.edition), self.text)

    @rule(who=PEOPLE)
    def submits(self, who):
        if self.step_by(who, Step.SUBMIT, may=self.stage == "draft" and bool(self.wrote) and self.read(who)):
            self.stage = "review"

    @rule(who=PEOPLE)
    def returns(self, who):
        if self.step_by(who, Step.RETURN, may=who == "editor" and self.stage in {"review", "approved"} and self.read(who)):
            self.stage = "draft"

    @rule(who=PEOPLE)
    def approves(self, who):
        second = bool(self.wrote - {who})
        if self.step_by(who, Step.APPROVE, may=who == "editor" and self.stage == "review" and second and self.read(who)):
            assert self.screens[who][1] == self.text
            self.stage = "approved"

    @rule(who=PEOPLE)
    def publishes(self, who):
        if self.step_by(who, Step.PUBLISH, may=who == "editor" and self.stage == "approved" and self.read(who)):
            self.stage, self.on_air, self.wrote = "draft", self.text, set()

    @invariant()
    def readers_have_what_was_approved_and_the_desk_what_was_saved(self):
        edition = fresh(self.edition)
        live = Live.objects.filter(edition=edition).select_related("release").first()
        assert (live.release.headline if live else None) == self.on_air
        assert (edition.stage, edition.headline) == (Stage(self.stage), self.text)

    @invariant()
    def no_release_has_its_only_writer_for_its_reader(self):
        for release in Release.objects.filter(edition=self.edition):
            assert set(release.writers) - {release.approved_by_id}


def test_on_random_days_readers_have_exactly_what_a_second_person_approved():
    run_state_machine_as_test(Day, settings=settings(max_examples=30, stateful_step_count=14))
