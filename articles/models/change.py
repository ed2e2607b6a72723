"""The outbox: which pages a move touched, in the order in which the moves were committed."""

from collections.abc import Iterable

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import append_only, never_emptied

# Ids are drawn from a sequence before the commit, so a later commit may hold an earlier id and a follower would step
# over it. The lock, held until the commit, lets one writer draw at a time: ids become visible in ascending order.
NUMBER_UNDER_LOCK = """
PERFORM pg_advisory_xact_lock(hashtext('articles_change'));
NEW.sequence := nextval(pg_get_serial_sequence('articles_change', 'sequence'));
RETURN NEW;
"""


class ChangeQuerySet(models.QuerySet["Change"]):
    def record(self, tags: Iterable[str]) -> "Change | None":
        """Write one row for the press to follow, none where no page changes.

        Last in a transaction: from here to its end other writers wait.
        """
        unique = sorted(set(tags))
        return self.create(tags=unique) if unique else None

    def after(self, sequence: int) -> "ChangeQuerySet":
        """What a follower that has seen `sequence` has yet to do, in order."""
        return self.filter(sequence__gt=sequence).order_by("sequence")


class Change(models.Model):
    """One move's tags, as {"article:7", "section:3:ar"}."""

    sequence = models.BigAutoField(primary_key=True)
    tags = ArrayField(models.CharField(max_length=100), verbose_name=_("tags"))
    at = models.DateTimeField(_("at"), db_default=models.functions.Now())

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["sequence"]
        triggers = [
            append_only,
            never_emptied,
            pgtrigger.Trigger(
                name="number_under_lock", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NUMBER_UNDER_LOCK
            ),
        ]

    def __str__(self) -> str:
        return str(self.sequence)
