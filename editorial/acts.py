"""What stands in the audit trail beside the moves of stories. Labels are verbal nouns, as those of the steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.workflow import Step


class Act(models.TextChoices):
    ACCOUNT_MADE = "account_made", _("Making of an account")
    ACCOUNT_CHANGED = "account_changed", _("Change of an account")
    ACCOUNT_CLOSED = "account_closed", _("Closing of an account")
    ACCOUNT_OPENED = "account_opened", _("Reopening of an account")
    ROLE_GIVEN = "role_given", _("Giving of a role")
    ROLE_TAKEN = "role_taken", _("Taking back of a role")
    PASSWORD_LINK = "password_link", _("Sending of a password link")
    PASSWORD_SET = "password_set", _("Setting of a password")
    ADOPT = "adopt", _("Entry of an earlier publication")
    REFERENCE_ADDED = "reference_added", _("Addition to the newsroom's lists")
    REFERENCE_CHANGED = "reference_changed", _("Change in the newsroom's lists")
    REFERENCE_DELETED = "reference_deleted", _("Deletion from the newsroom's lists")
    DISCARD = "discard", _("Deletion for good")


LABELS = dict(Step.choices) | dict(Act.choices)  # everything that AuditEntry.act may hold
