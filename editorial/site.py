"""The desk: Django's admin under our name."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from articles.models import Edition, Stage
from editorial.models import User
from editorial.views.resume import is_resumable, sign_in_and_go_on

View = Callable[..., HttpResponse]
OURS = {"articles", "editorial"}
WAITING = 12  # stories on the desk's first page
# As often as they are needed, not by the alphabet of whichever language.
ORDER = "edition photo author source topic place section boardmember masthead auditentry user".split()


class DeskSite(AdminSite):
    """The staff's side, under /desk/."""

    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("The day")
    index_template = "admin/desk.html"
    enable_nav_sidebar = False  # the tables stand in a row under the head

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Only our own tables: those of the machine's parts, as the queue of jobs, are nobody's at the desk."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        super().register([model for model in models if model._meta.app_label in OURS], *args, **options)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002 Django's signature
        guarded = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if self.has_permission(request) or not is_resumable(request):
                return guarded(request, *args, **kwargs)
            return sign_in_and_go_on(request, lambda: guarded(request, *args, **kwargs), self.each_context(request))

        return answer

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits for this person comes first; the tables of the newsroom after it."""
        user = cast(User, request.user)
        waiting = Edition.objects.visible_to(user).waiting_for(user).for_desk_list().order_by("changed_at")[:WAITING]
        context = {
            "waiting": [(edition, path_of(edition)) for edition in waiting],
            "may_read": user.has_perm("articles.view_edition"),
            "may_begin": user.has_perm("articles.add_edition"),
        }
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda row: place_of(row["model"]))
        return sorted(apps, key=lambda app: place_of(app["models"][0]["model"]))

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's own words for its scripts, and over them the newsroom's: see locale/*/LC_MESSAGES/djangojs.po."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "newsroom"])(request)


def path_of(edition: Edition) -> str:
    """A draft waits to be written, everything else to be read."""
    page = "change" if edition.stage == Stage.DRAFT else "review"
    return reverse(f"admin:articles_edition_{page}", args=[edition.pk])


def place_of(model: type[Model]) -> int:
    name = model.__name__.lower()
    return ORDER.index(name) if name in ORDER else len(ORDER)
