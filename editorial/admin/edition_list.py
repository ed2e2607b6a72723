"""The list of stories at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, Section, Stage
from articles.models.edition import EditionQuerySet
from editorial.admin.base import DeskModelAdmin, person
from newsroom.lib.dates import iso, moment


class BinFilter(admin.SimpleListFilter):
    """What lies in the bin is shown only to who asks for it."""

    title = _("bin")
    parameter_name = "bin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("In the bin"))]

    def choices(self, changelist: Any) -> Any:
        everything, binned = super().choices(changelist)
        return [everything | {"display": gettext("Out of it")}, binned]

    def queryset(self, request: HttpRequest, queryset: EditionQuerySet) -> QuerySet[Edition]:
        return queryset.in_bin() if self.value() == "yes" else queryset.out_of_bin()


class OnAirFilter(admin.SimpleListFilter):
    title = _("with readers")
    parameter_name = "on_air"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Published")), ("no", _("Not yet"))]

    def queryset(self, request: HttpRequest, queryset: EditionQuerySet) -> QuerySet[Edition]:
        return queryset.filter(live__isnull=self.value() == "no") if self.value() in {"yes", "no"} else queryset


class SectionFilter(admin.SimpleListFilter):
    title = pgettext_lazy("field", "section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(section.slug, section.name) for section in Section.objects.all()]

    def queryset(self, request: HttpRequest, queryset: EditionQuerySet) -> QuerySet[Edition]:
        return queryset.filter(article__section__slug=self.value()) if self.value() else queryset


class MineFilter(admin.SimpleListFilter):
    title = _("waiting for")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Me"))]

    def queryset(self, request: HttpRequest, queryset: EditionQuerySet) -> QuerySet[Edition]:
        return queryset.waiting_for(person(request)) if self.value() == "me" else queryset


class StoryList(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Edition]:
        return super().get_queryset(request, exclude_parameters).select_related(None).for_desk_list()


class EditionList(DeskModelAdmin):
    """Columns and filters; a story's text stands in its own direction, whatever the desk's."""

    list_display = ["story", "of_section", "of_language", "where_it_stands", "waiting_for", "changed"]
    list_display_links = ["story"]
    list_filter = [MineFilter, "stage", OnAirFilter, "language", SectionFilter, BinFilter]
    search_fields = ["headline", "article__short_id"]
    search_help_text = _("A word of the headline, or the short id")
    ordering = ["-changed_at", "-pk"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryList

    @admin.display(description=_("headline"), ordering="headline")
    def story(self, edition: Edition) -> SafeString:
        kind = edition.article.kind
        return format_html(
            '<span class="list-story"><span class="list-story__kind list-story__kind--{}">{}</span> '
            '<bdi lang="{}">{}</bdi></span>',
            kind, edition.article.get_kind_display(), edition.language, edition,
        )  # fmt: skip

    @admin.display(description=pgettext_lazy("field", "section"))
    def of_section(self, edition: Edition) -> str:
        return edition.article.section.name

    @admin.display(description=_("language"), ordering="language")
    def of_language(self, edition: Edition) -> str:
        return edition.get_language_display()

    @admin.display(description=_("stage"), ordering="stage")
    def where_it_stands(self, edition: Edition) -> SafeString:
        on_air = format_html('<span class="stage stage--live">{}</span>', _("Published")) if hasattr(edition, "live") else ""
        if untouched_on_air(edition) and edition.stage == Stage.DRAFT:
            return SafeString(on_air)
        return format_html('<span class="stage stage--{}">{}</span> {}', edition.stage, edition.get_stage_display(), on_air)

    @admin.display(description=_("waiting for"))
    def waiting_for(self, edition: Edition) -> str:
        if edition.stage == Stage.DRAFT:
            return "–" if untouched_on_air(edition) else edition.created_by.name
        if edition.stage == Stage.REVIEW:
            return edition.taken_by.name if edition.taken_by else gettext("an editor")
        return gettext("publishing")

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, edition: Edition) -> SafeString:
        return format_html(
            '<time datetime="{}">{}</time>', iso(edition.changed_at), moment(edition.changed_at, get_language() or "ar")
        )


def untouched_on_air(edition: Edition) -> bool:
    """Whether readers have exactly this text, so that nobody is waited for."""
    return hasattr(edition, "live") and edition.live.release.text_revision_id == edition.revision_id
