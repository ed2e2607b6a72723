"""A story in one language, and who signs it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.languages import Language, direction


class Stage(models.TextChoices):
    """Where an edition stands. What readers have is another question: see Live."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Approved")


NOT_APPROVED = ~Q(stage=Stage.APPROVED) & Q(approved_revision=None, approved_shared=None, approved_by=None)
# Every part is asked for by itself: a check that comes out as NULL lets the row pass.
APPROVED_AS_IT_STANDS = Q(
    stage=Stage.APPROVED,
    approved_revision=F("revision"),
    approved_revision__isnull=False,
    approved_shared__isnull=False,
    approved_by__isnull=False,
)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> Self:
        """What a person of the staff may read at the desk: everything, or the texts that they began or wrote in.

        Asked by every screen; what is not in it answers 404, the same as what does not exist. A story on air is no
        exception: what stands at the desk may be its next text, which readers do not have yet.
        """
        if user.has_perm("editorial.read_all"):
            return self
        return self.written_by(user) if user.has_perm("editorial.read_own") else self.none()

    def written_by(self, user: Any) -> Self:
        """Texts that this person began or wrote in."""
        return self.filter(Q(created_by=user) | Q(pk__in=self.model.objects.filter(revisions__by=user).values("pk")))

    def in_hand_of(self, user: Any) -> Self:
        """Texts that are this person's to write, whatever their stage: an editor's are all, a writer's their own."""
        rows = self.visible_to(user).filter(binned_at=None)
        if user.has_perm("editorial.write_all"):
            return rows
        return rows.written_by(user) if user.has_perm("editorial.write_own") else self.none()

    def editable_by(self, user: Any) -> Self:
        """Whose text a person may change now: writers while it is a draft, editors at any stage."""
        rows = self.in_hand_of(user)
        return rows if user.has_perm("editorial.write_all") else rows.filter(stage=Stage.DRAFT)

    def waiting_for(self, user: Any) -> Self:
        """What this person can take a step further: their drafts, texts to review, approved ones to publish."""
        mine = Q(stage=Stage.DRAFT, created_by=user) & ~Q(live__release__text_revision=F("revision"))
        if user.has_perm("editorial.review"):
            mine |= Q(stage=Stage.REVIEW) & (Q(taken_by=None) | Q(taken_by=user))
        if user.has_perm("editorial.publish"):
            mine |= Q(stage=Stage.APPROVED)
        return self.filter(mine, binned_at=None)

    def for_desk_page(self) -> Self:
        """With what a page of one story shows around its text."""
        return self.select_related(
            "article__section", "article__revision", "revision__by", "live__release__section", "created_by", "taken_by"
        )

    def for_desk_list(self) -> Self:
        """With what a row of the desk's lists shows, and no text: fifty rows of texts would be megabytes."""
        return self.select_related("article__section", "live__release", "created_by", "taken_by").defer(
            "body", "summary", "live__search_text", "live__release__body", "live__release__summary", "live__release__bylines"
        )

    def in_bin(self) -> Self:
        return self.filter(binned_at__isnull=False)

    def out_of_bin(self) -> Self:
        return self.filter(binned_at=None)


class Edition(models.Model):
    """A story in one language: working text and where it stands. Written, approved and released on its own."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=8, choices=Language)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    body = models.TextField(_("text"), blank=True)
    slug = models.CharField(
        pgettext_lazy("of a story", "address"), max_length=100, blank=True,
        help_text=_("The words in the story's address; empty: from the headline.")
    )
    picture = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture of its own"),
        help_text=_("Only where this language needs another picture than the story's."),
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("taken by")
    )
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    approved_revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    approved_shared = models.ForeignKey("articles.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("approved by")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"), db_default=Now())
    changed_at = models.DateTimeField(_("changed"), db_default=Now())
    binned_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="one_edition_per_language", fields=["article", "language"]),
            models.CheckConstraint(
                name="approved_means_this_very_text", condition=NOT_APPROVED | APPROVED_AS_IT_STANDS
            ),
            models.CheckConstraint(name="edition_language_is_ours", condition=Q(language__in=Language.values)),
        ]
        indexes = [models.Index(name="edition_by_change", fields=["-changed_at", "-id"])]

    def __str__(self) -> str:
        return self.headline or str(_("without a headline"))

    @property
    def direction(self) -> str:
        return direction(self.language)

    def content(self) -> dict[str, Any]:
        """The working text as a revision keeps it; bylines in their order, references by id."""
        signed = self.bylines.order_by("position").values("author", "source", "role")
        return {
            "headline": self.headline,
            "kicker": self.kicker,
            "summary": self.summary,
            "body": self.body,
            "slug": self.slug,
            "picture": self.picture_id,
            "bylines": list(signed),
        }


class BylineRole(models.TextChoices):
    """What a name over a story did for it."""

    TEXT = "text", _("Text")
    PREPARED = "prepared", _("Prepared by")
    PHOTO = "photo", _("Photographs")
    TRANSLATION = "translation", _("Translation")
    EDITING = "editing", _("Editing")
    POSTED = "posted", _("Posted")
    QUOTING = "quoting", _("Quoting")


class Byline(models.Model):
    """One name over an edition: an author or a source, with a role, in order."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "articles.Author", models.PROTECT, null=True, blank=True, verbose_name=pgettext_lazy("field", "author")
    )
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, blank=True, verbose_name=pgettext_lazy("field", "source")
    )
    role = models.CharField(_("role"), max_length=20, choices=BylineRole, default=BylineRole.TEXT)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="byline_is_an_author_or_a_source",
                condition=Q(author__isnull=False, source=None) | Q(author=None, source__isnull=False),
                violation_error_message=_("Each byline names either an author or a source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.author or self.source}"
