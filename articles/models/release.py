"""Exactly what readers got."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from articles.models.append_only import append_only, never_emptied
from articles.models.article import Kind


class ChangeKind(models.TextChoices):
    """What kind of change a release is to readers."""

    FIRST = "first", _("First release")
    UPDATE = "update", _("Update")


# Whoever approved is not the text's only writer.
SECOND_READER = GreaterThan(
    Func(
        Func(F("writers"), F("approved_by"), function="array_remove"), function="cardinality",
        output_field=models.IntegerField(),
    ),
    Value(0),
)
SOLO_REASON = ~Q(solo_reason="")


class Release(models.Model):
    """What readers got by one act of publishing; never changed, never deleted."""

    edition = models.ForeignKey("articles.Edition", models.PROTECT, related_name="releases")
    language = models.CharField(_("language"), max_length=8, choices=Language)
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("kind of change"), max_length=20, choices=ChangeKind)
    headline = models.CharField(_("headline"), max_length=200)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    slug = models.CharField(_("address"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    section = models.ForeignKey("articles.Section", models.PROTECT, related_name="+")
    place = models.ForeignKey("articles.Place", models.PROTECT, null=True, related_name="+")
    topics = ArrayField(models.BigIntegerField(), default=list)
    bylines = models.JSONField(_("bylines"), default=list)  # [{"author": id|null, "source": id|null, "role", "name"}]
    picture = models.ForeignKey("articles.Photo", models.PROTECT, null=True, related_name="+")
    picture_alt = models.CharField(max_length=250, blank=True)
    picture_caption = models.CharField(max_length=300, blank=True)
    picture_credit = models.CharField(max_length=120, blank=True)
    text_revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    shared_revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    writers = ArrayField(models.BigIntegerField(), verbose_name=_("writers"))  # ids of users, since the release before
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    solo_reason = models.CharField(max_length=250, blank=True)
    released_at = models.DateTimeField(_("released"), db_default=models.functions.Now())

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="one_release_number_per_edition", fields=["edition", "number"]),
            models.CheckConstraint(name="release_has_a_second_reader_or_a_reason", condition=Q(SECOND_READER) | SOLO_REASON),
            models.CheckConstraint(name="release_has_a_headline_and_an_address", condition=~Q(headline="") & ~Q(slug="")),
        ]
        triggers = [append_only, never_emptied]

    def __str__(self) -> str:
        return self.headline
