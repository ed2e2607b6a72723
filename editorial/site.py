"""The desk: Django's admin under our name."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Edition

WAITING = 12  # stories on the desk's first page


class DeskSite(AdminSite):
    """The staff's side, under /desk/."""

    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("The day")
    index_template = "admin/desk.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What waits for this person comes first; the tables of the newsroom after it."""
        stories = Edition.objects.visible_to(request.user).select_related("article__section", "taken_by", "created_by")
        waiting = stories.waiting_for(request.user).order_by("changed_at")
        return super().index(request, {"waiting": waiting[:WAITING], **(extra_context or {})})
