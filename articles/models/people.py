"""Names that readers see. A login is another thing: editorial.User."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import path_to, slug_validator


class Author(models.Model):
    """A name that readers see over stories, with a page of its own."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[slug_validator])
    bio = models.TextField(_("about"), blank=True, max_length=1000)
    portrait = models.ForeignKey(
        "articles.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def path(self, language: str) -> str:
        return path_to("author", language, slug=self.slug)


class Source(models.Model):
    """An agency, newspaper or organisation that stories are carried from or cite."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("news agency")
        PAPER = "paper", _("newspaper")
        BROADCASTER = "broadcaster", _("radio or television")
        SITE = "site", _("news site")
        ORGANISATION = "organisation", _("organisation")

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[slug_validator])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about = models.TextField(_("about"), blank=True, max_length=1000)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def path(self, language: str) -> str:
        return path_to("source", language, slug=self.slug)
