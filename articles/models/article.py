"""A story: what its languages share."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.addresses import new_short_id
from articles.languages import Language
from articles.models.edition import Edition, Stage


class Kind(models.TextChoices):
    """What a story is. Its readers see the label."""

    NEWS = "news", _("News")
    REPORT = "report", _("Report")
    OPINION = "opinion", _("Opinion")
    INVESTIGATION = "investigation", _("Investigation")
    INTERVIEW = "interview", _("Interview")
    EXPLAINER = "explainer", _("Explainer")
    STATEMENT = "statement", _("Statement")
    BREAKING = "breaking", _("Breaking")
    LIVE = "live", _("Live coverage")
    PHOTOS = "photos", _("Pictures")
    VIDEO = "video", _("Video")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: Any) -> Self:
        """Stories of which a person of the staff may read at least one language."""
        return self.filter(pk__in=Edition.objects.visible_to(user).values("article"))

    def editable_by(self, user: Any) -> Self:
        """Whose shared fields a person may change: writers while no language of their story is with an editor."""
        if user.has_perm("editorial.write_all"):
            return self
        if not user.has_perm("editorial.write_own"):
            return self.none()
        return self.filter(created_by=user).exclude(editions__stage__in=[Stage.REVIEW, Stage.APPROVED])


class Article(models.Model):
    """One story, what its languages share. Working fields: readers never get these, they get releases."""

    short_id = models.CharField(_("short id"), max_length=6, unique=True, default=new_short_id, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    original_language = models.CharField(_("source language"), max_length=8, choices=Language, default=Language.AR)
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, verbose_name=pgettext_lazy("field", "section"), related_name="+"
    )
    topics = models.ManyToManyField("articles.Topic", blank=True, verbose_name=_("topics"), related_name="+")
    place = models.ForeignKey(
        "articles.Place", models.PROTECT, null=True, blank=True, verbose_name=pgettext_lazy("field", "place"), related_name="+"
    )
    picture = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, verbose_name=_("lead picture"), related_name="+"
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("saved revision")
    )
    once = models.UUIDField(unique=True, default=uuid4, editable=False)  # the form that began it: sent twice, it acts once
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"), db_default=Now())

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.short_id

    def content(self) -> dict[str, Any]:
        """The shared fields as a revision keeps them: references by id, topics in ascending order."""
        return {
            "kind": self.kind,
            "original_language": self.original_language,
            "section": self.section_id,
            "topics": sorted(self.topics.values_list("pk", flat=True)),
            "place": self.place_id,
            "picture": self.picture_id,
        }
