"""Who did what, when, to which text. Written once, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import append_only, never_emptied


class AuditEntry(models.Model):
    """One act at the desk. Keeps names as they were, and numbers without foreign keys: the trail outlives what it tells of."""

    at = models.DateTimeField(_("at"), db_default=models.functions.Now())
    act = models.CharField(_("act"), max_length=30)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(_("by"), max_length=80)
    edition_id = models.BigIntegerField(null=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    revision_id = models.BigIntegerField(null=True)
    from_stage = models.CharField(_("from"), max_length=10, blank=True)
    to_stage = models.CharField(_("to"), max_length=10, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-pk"]
        indexes = [models.Index(name="audit_by_edition", fields=["edition_id", "-id"])]
        triggers = [append_only, never_emptied]

    def __str__(self) -> str:
        return f"{self.act}: {self.user_name}"
