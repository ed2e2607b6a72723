"""Entering when readers first had a story that was published before it came here."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Change, Live, Release
from articles.press import touched_by
from editorial.acts import Act
from editorial.adopt import adopt
from editorial.models import AuditEntry
from editorial.workflow import Refused
from tests.make import make_edition, make_editor, make_live, make_technical, make_writer

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2019, 10, 25, 9, 30, tzinfo=UTC)


def test_a_story_keeps_the_time_at_which_readers_first_had_it():
    editor = make_editor(name="سامر الحديثي")
    live = make_live(headline="افتتاح مكتبة الرصافة", approved_by=editor)
    true_time = live.release.released_at
    adopt(live.edition, first_released_at=LONG_AGO, by=editor, note="الموقع القديم، رقم 117")
    live.refresh_from_db()
    assert (live.first_released_at, live.changed_at) == (LONG_AGO, LONG_AGO)
    assert Release.objects.get().released_at == true_time
    entry = AuditEntry.objects.first()
    assert (entry.act, entry.user_name, entry.note) == (Act.ADOPT, "سامر الحديثي", "الموقع القديم، رقم 117")
    assert entry.edition_id == live.edition_id
    assert entry.at > LONG_AGO
    assert set(Change.objects.order_by("-sequence").first().tags) == touched_by(live)


def test_a_story_that_was_changed_later_keeps_that_time_too():
    live = make_live()
    later = LONG_AGO + timedelta(days=3)
    adopt(live.edition, first_released_at=LONG_AGO, changed_at=later, by=make_editor())
    live.refresh_from_db()
    assert (live.first_released_at, live.changed_at) == (LONG_AGO, later)


@pytest.mark.parametrize(
    ("first", "changed", "code"),
    [
        (timezone.now() + timedelta(days=1), None, "future"),
        (LONG_AGO, timezone.now() + timedelta(days=1), "future"),
        (LONG_AGO, LONG_AGO - timedelta(seconds=1), "order"),
        (datetime(2019, 10, 25, 9, 30), None, "no_zone"),  # noqa: DTZ001 the case itself
        (datetime(1, 1, 1, tzinfo=UTC), None, "too_early"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_changes(first, changed, code):
    live = make_live()
    told, changes = AuditEntry.objects.count(), Change.objects.count()
    with pytest.raises(Refused) as refused:
        adopt(live.edition, first_released_at=first, changed_at=changed, by=make_editor())
    assert refused.value.code == code
    assert Live.objects.get().first_released_at == live.first_released_at
    assert (AuditEntry.objects.count(), Change.objects.count()) == (told, changes)


def test_a_story_is_shifted_back_only():
    live, editor = make_live(), make_editor()
    adopt(live.edition, first_released_at=LONG_AGO, by=editor)
    with pytest.raises(Refused) as refused:
        adopt(live.edition, first_released_at=LONG_AGO + timedelta(hours=1), by=editor)
    assert refused.value.code == "later"


def test_a_draft_has_no_time_to_shift():
    with pytest.raises(Refused) as refused:
        adopt(make_edition(), first_released_at=LONG_AGO, by=make_editor())
    assert refused.value.code == "not_live"


@pytest.mark.parametrize("make", [make_writer, make_technical])
def test_who_may_not_publish_shifts_nothing(make):
    live = make_live()
    with pytest.raises(Refused) as refused:
        adopt(live.edition, first_released_at=LONG_AGO, by=make())
    assert refused.value.code == "role"
