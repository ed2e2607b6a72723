"""What all of the desk's tables share."""

from typing import Any, NoReturn, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modeltranslation.fields import TranslationField

from articles.languages import Language, direction
from editorial.models import User
from editorial.widgets import RowChooser
from newsroom.lib.text import tidy_lines

# Fields that hold Latin letters whatever the language of the desk.
LATIN = {"slug", "username", "email", "website"}

# How a list may be asked for a field in its address.
LOOKUPS = {"", "exact", "isnull", "gte", "lt"}


def by_language(*fields: str) -> list[Any]:
    """Fieldsets: one for each language, with these translated fields in it."""
    return [(language.label, {"fields": [f"{name}_{language.value}" for name in fields]}) for language in Language]


def in_language(text: str, language: str) -> SafeString:
    """A piece of content in a list, in the direction of its own language."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text)


def person(request: HttpRequest) -> User:
    """Whoever is signed in; the desk's pages are for nobody else."""
    return cast(User, request.user)


class TidyForm(forms.ModelForm):
    """Names and texts without signs that turn or break a line; what holds nothing else counts as empty."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = tidy_lines(value)
                if self.fields[name].required and not cleaned[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class ChoosesRows:
    """For admins and their inlines: searched lists that survive whatever is posted to them."""

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowChooser(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DeskModelAdmin(ChoosesRows, admin.ModelAdmin):
    """Edits plain tables by Django's permissions, which the roles give; every text stands in its own direction."""

    form: type[forms.ModelForm] = TidyForm
    list_per_page = 50
    show_full_result_count = False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is deleted by the dozen."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> NoReturn:
        """What a person may not see answers as what does not exist."""
        raise Http404

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What the filters beside a list ask, and no regular expressions or relations typed into the address."""
        return (
            lookup.partition("__")[2] in LOOKUPS
            and not value.startswith("0")  # years before 1000, which PostgreSQL and Python count differently
            and super().lookup_allowed(lookup, value, request)
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django looks for the row before it asks who may see the table, and so tells which rows there are."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, TranslationField):
            name_language(field, db_field)
        elif field and db_field.name in LATIN:
            field.widget.attrs["dir"] = "ltr"
        return field


def name_language(field: forms.Field, db_field: TranslationField) -> None:
    """Mark the input with its language; the group says which it is, so the label need not. Arabic is the one that must be."""
    field.label = capfirst(db_field.translated_field.verbose_name)
    field.widget.attrs |= {"lang": db_field.language, "dir": direction(db_field.language)}
    field.required = db_field.language == Language.AR and not db_field.translated_field.blank
