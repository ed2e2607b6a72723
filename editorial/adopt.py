"""Enters when readers first had a story that was published before it came to this machine.

A story keeps the time at which readers first had it: a printed page, the site that came before this one, the day that a
demonstration plays. Only the row on air is shifted, and only back. Releases and the audit trail keep the true times, so
that nobody can pretend afterwards to have approved at an hour at which nobody did.
"""

from datetime import UTC, datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Change, Edition, Live
from articles.press import touched_by
from editorial import audit
from editorial.acts import Act
from editorial.models import User
from editorial.workflow import Refused, locked

EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)  # before the first newspaper in Arabic


@transaction.atomic
def adopt(
    edition: Edition, *, first_released_at: datetime, by: User, changed_at: datetime | None = None, note: str = ""
) -> Live:
    """Shift what readers are told: first released then, last changed of substance then (at first, unless given).

    `note` says where it stood before, for the trail. Raises Refused for what is not on air, for a person who may not
    publish, and for times that can't be: to come, later than what is told now, changed before released, without a zone.
    """
    changed_at = changed_at or first_released_at
    if not by.has_perm("editorial.publish"):
        raise Refused(_("Only who may publish enters an earlier publication. Nothing has changed."), "role")
    edition = locked(edition)
    live = Live.objects.select_for_update(of=("self",)).filter(edition=edition).first()
    if live is None:
        raise Refused(_("Readers do not have this story, so it has no time to shift."), "not_live")
    check_times(live, first_released_at, changed_at)
    live.first_released_at, live.changed_at = first_released_at, changed_at
    live.save(update_fields=["first_released_at", "changed_at"])
    audit.record_move(edition, Act.ADOPT, by=by, from_stage=edition.stage, note=note)
    Change.objects.record(touched_by(live))
    return live


def check_times(live: Live, first_released_at: datetime, changed_at: datetime) -> None:
    """Raise Refused for times that can't be, by the database's clock."""
    if timezone.is_naive(first_released_at) or timezone.is_naive(changed_at):
        raise Refused(_("A time without its zone can't be placed. Nothing has changed."), "no_zone")
    if first_released_at < EARLIEST:
        raise Refused(_("No newspaper was published then. Nothing has changed."), "too_early")
    if max(first_released_at, changed_at) > Live.objects.values_list(Now(), flat=True)[0]:
        raise Refused(_("A time to come is no earlier publication. Nothing has changed."), "future")
    if first_released_at > live.first_released_at:
        raise Refused(_("Readers have had the story for longer than that. Nothing has changed."), "later")
    if changed_at < first_released_at:
        raise Refused(_("A story can't have changed before readers had it. Nothing has changed."), "order")
