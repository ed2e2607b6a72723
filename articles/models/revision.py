"""Texts as they were saved: nothing typed is lost."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import never_emptied

# A revision goes only with a draft that nobody ever released and that stands in the bin.
ONLY_FROM_THE_BIN = """
IF EXISTS (SELECT FROM articles_release r JOIN articles_edition e ON e.id = r.edition_id WHERE e.article_id = OLD.article_id
           AND (OLD.edition_id IS NULL OR e.id = OLD.edition_id))
   OR EXISTS (SELECT FROM articles_edition e WHERE e.article_id = OLD.article_id AND e.binned_at IS NULL
              AND (OLD.edition_id IS NULL OR e.id = OLD.edition_id)) THEN
    RAISE EXCEPTION 'revisions are append-only' USING ERRCODE = 'restrict_violation';
END IF;
RETURN OLD;
"""
OF_A_TEXT, OF_THE_SHARED = Q(edition__isnull=False), Q(edition=None)


class Revision(models.Model):
    """An edition's text, or an article's shared fields, as saved: by whom, on whose behalf, on top of what.

    `content` has the shape of Edition.content(), or of Article.content() where `edition` is empty. The unique keys
    make the history of each a line: of two people who save on top of the same revision, the second is refused.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="revisions")
    edition = models.ForeignKey("articles.Edition", models.PROTECT, null=True, related_name="revisions")
    base = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    restored_from = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+", verbose_name=_("restored from"))
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    on_behalf_of = models.CharField(_("on behalf of"), max_length=120, blank=True)
    at = models.DateTimeField(_("saved at"), db_default=models.functions.Now())

    class Meta:
        verbose_name = _("saved revision")
        verbose_name_plural = _("saved revisions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="text_history_is_a_line", fields=["edition", "base"], nulls_distinct=False, condition=OF_A_TEXT
            ),
            models.UniqueConstraint(
                name="shared_history_is_a_line", fields=["article", "base"], nulls_distinct=False, condition=OF_THE_SHARED
            ),
            models.UniqueConstraint(name="one_number_per_text", fields=["edition", "number"], condition=OF_A_TEXT),
            models.UniqueConstraint(name="one_number_per_shared", fields=["article", "number"], condition=OF_THE_SHARED),
        ]
        # Whether a picture may go: every text that ever had it has a revision.
        indexes = [models.Index(F("content__picture"), name="revision_by_picture")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="deleted_only_from_the_bin", when=pgtrigger.Before, operation=pgtrigger.Delete, func=ONLY_FROM_THE_BIN
            ),
            never_emptied,
        ]

    def __str__(self) -> str:
        return f"{self.number}"
