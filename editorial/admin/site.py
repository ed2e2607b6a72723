"""The desk: Django's admin under our name."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    """The staff's side, under /desk/."""

    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("The day")
