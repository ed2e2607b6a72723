"""Pictures."""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Photo(models.Model):
    """A picture that stories use. The file is our own re-encoding: no metadata of the camera is left in it."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news photograph")
        ARCHIVE = "archive", _("archive picture")
        ILLUSTRATION = "illustration", _("illustration")
        SOCIAL = "social", _("from social media")
        HANDOUT = "handout", _("official handout")
        GENERATED = "generated", _("made with AI")

    # Kinds that readers must be told of; a news photograph speaks for itself.
    LABELLED: ClassVar = {Kind.ARCHIVE, Kind.ILLUSTRATION, Kind.SOCIAL, Kind.HANDOUT, Kind.GENERATED}
    WIDTHS: ClassVar = (320, 640, 960, 1600)  # pixels; a rendition is made for each that is narrower than the original

    file = models.ImageField(_("file"), upload_to="photos/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    alt = models.CharField(_("description for the blind"), max_length=250, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("photo credit"), max_length=120)
    rendered_widths = models.JSONField(_("renditions"), default=list, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.alt or self.caption or self.name

    @property
    def name(self) -> str:
        """Where the picture lies in the storage."""
        return self.file.name or ""

    @property
    def is_labelled(self) -> bool:
        return self.kind in self.LABELLED

    def rendition_name(self, width: int) -> str:
        """Where the rendition of that width lies in the storage."""
        return f"{self.name.rpartition('.')[0]}-{width}.webp"

    def url(self, width: int) -> str:
        """The narrowest rendition that is at least `width` pixels wide, else the whole picture."""
        fitting = [made for made in self.rendered_widths if made >= width]
        return default_storage.url(self.rendition_name(min(fitting))) if fitting else self.file.url

    @property
    def srcset(self) -> str:
        """For <img srcset>: every rendition and the whole picture, each with its width."""
        made = [f"{default_storage.url(self.rendition_name(width))} {width}w" for width in self.rendered_widths]
        return ", ".join([*made, f"{self.file.url} {self.width}w"])
