"""Who we are: name, board, accreditation. Data, shown verbatim."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Accreditation(models.TextChoices):
    """Never claim more than the status says."""

    NONE = "none", _("Not applied for")
    SUBMITTED = "papers_submitted", _("Papers submitted")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")


class MastheadQuerySet(models.QuerySet["Masthead"]):
    def current(self) -> "Masthead":
        """The newsroom's own, or an empty one until it is written."""
        return self.first() or self.model()


class Masthead(models.Model):
    """The site's one row: its name and who answers for it. The lines are shown as they are written here."""

    name = models.CharField(_("name"), max_length=60)
    line = models.CharField(_("line under the name"), max_length=120, blank=True)
    board_line = models.CharField(_("line on the editorial board"), max_length=200, blank=True)
    accreditation_status = models.CharField(
        _("accreditation"), max_length=20, choices=Accreditation, default=Accreditation.NONE
    )
    accreditation_line = models.CharField(_("line on the accreditation"), max_length=250, blank=True)
    accreditation_since = models.DateField(_("since"), null=True, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail for readers"), blank=True)

    objects = MastheadQuerySet.as_manager()

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        constraints = [models.CheckConstraint(name="one_masthead", condition=Q(pk=1))]

    def __str__(self) -> str:
        return self.name

    @property
    def site_name(self) -> str:
        """What readers know the site by, in the active language."""
        return self.name or gettext("Tahrir")


class BoardMember(models.Model):
    """A person with a position on the editorial board."""

    name = models.CharField(_("name"), max_length=80)
    position = models.CharField(_("position"), max_length=80)
    bio = models.TextField(_("about"), blank=True, max_length=1000)
    portrait = models.ForeignKey(
        "articles.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    author = models.ForeignKey(
        "articles.Author", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author's page")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("board member")
        verbose_name_plural = _("editorial board")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
