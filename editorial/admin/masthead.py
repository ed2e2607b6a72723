"""Who we are, as the newsroom itself writes it: the masthead and the editorial board."""

from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from editorial.admin.base import by_language
from editorial.admin.reference import ReferenceAdmin
from editorial.models import BoardMember, Masthead

THE_ROW = 1


@admin.register(Masthead)
class MastheadAdmin(ReferenceAdmin):
    """One row: its list leads straight to it. It is written once and then mended, never deleted."""

    fieldsets = [
        *by_language("name", "line", "board_line", "accreditation_line", "owner"),
        (
            _("Accreditation"),
            {
                "fields": ["accreditation_status", "accreditation_since"],
                "description": _("Never claim more than the papers say: readers see the line in their language word for word."),
            },
        ),
        (_("Contact"), {"fields": ["email"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if Masthead.objects.exists():
            return redirect("admin:editorial_masthead_change", THE_ROW)
        if self.has_add_permission(request):
            return redirect("admin:editorial_masthead_add")
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("editorial.change_masthead") and not Masthead.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:
        obj.pk = THE_ROW
        super().save_model(request, obj, form, change)


@admin.register(BoardMember)
class BoardMemberAdmin(ReferenceAdmin):
    list_display = ["name", "position", "order"]
    list_editable = ["order"]
    ordering = ["order", "pk"]
    fieldsets = [
        *by_language("name", "position", "bio"),
        (_("On the page"), {"fields": ["order", "portrait", "author"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where several rows are saved at once, all are locked first: whoever has told the press waits for no row any more."""
        with transaction.atomic():
            if request.method == "POST":
                list(BoardMember.objects.select_for_update(no_key=True).order_by("pk"))
            return super().changelist_view(request, extra_context)
