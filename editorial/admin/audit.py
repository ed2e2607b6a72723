"""The audit trail: read, never written here."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from articles.models import Stage
from editorial.acts import LABELS, Act
from editorial.admin.base import DeskModelAdmin, in_language
from editorial.models import AuditEntry, User
from editorial.roles import Role

STAGES = dict(Stage.choices)
ROLES = dict(Role.choices)


class ActFilter(admin.SimpleListFilter):
    title = _("act")
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(LABELS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(act=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(Language.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(language=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """By the login, so that a changed name loses nobody's acts."""

    title = _("by")
    parameter_name = "user"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(str(user.pk), user.name) for user in User.objects.order_by("name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value() or ""
        return queryset.filter(user_id=int(chosen)) if chosen.isdecimal() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(DeskModelAdmin):
    list_display = ["at", "act_label", "user_name", "story", "stages", "told"]
    list_display_links = None
    list_filter = [ActFilter, LanguageFilter, PersonFilter]
    search_fields = ["headline", "user_name", "note"]
    fields = ["at", "act_label", "user_name", "story", "stages", "told"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.display(description=_("act"), ordering="act")
    def act_label(self, entry: AuditEntry) -> str:
        return str(LABELS.get(entry.act, entry.act))

    @admin.display(description=_("headline"))
    def story(self, entry: AuditEntry) -> str:
        headline = in_language(entry.headline, entry.language) if entry.headline else ""
        if not entry.edition_id:
            return headline
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_edition_review", args=[entry.edition_id]), headline)

    @admin.display(description=_("note"))
    def told(self, entry: AuditEntry) -> str:
        """As it was written down; the codes of roles in words."""
        if entry.act not in {Act.ROLE_GIVEN, Act.ROLE_TAKEN}:
            return entry.note
        username, dot, role = entry.note.rpartition(" · ")
        return f"{username}{dot}{ROLES.get(role, role)}"

    @admin.display(description=_("stage"))
    def stages(self, entry: AuditEntry) -> str:
        told = [str(STAGES.get(stage, stage)) for stage in dict.fromkeys([entry.from_stage, entry.to_stage]) if stage]
        return _(", then ").join(told)
