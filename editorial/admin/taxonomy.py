"""Sections, topics, places, authors, sources: names in three languages, each with its address."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from articles.models import Author, Place, Section, Source, Topic
from editorial.admin.base import by_language
from editorial.admin.reference import ReferenceAdmin

NAMES = [f"name_{language}" for language in Language.values]
SLUG_HELP = _(
    "The word in the public address: lower-case Latin letters, digits, hyphens, as in “economy”. "
    "Readers' links hold it, so choose it once."
)


class NamedAdmin(ReferenceAdmin):
    """A name in each language, and an address."""

    list_display = ["name", "latin_address"]
    search_fields = [*NAMES, "slug"]
    fieldsets = [*by_language("name"), (_("Address"), {"fields": ["slug"]})]

    @admin.display(description=_("address"), ordering="slug")
    def latin_address(self, row: Any) -> str:
        return format_html('<bdi dir="ltr">{}</bdi>', row.slug)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "slug":
            field.help_text = SLUG_HELP
        return field


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    list_display = ["name", "latin_address", "parent", "position"]
    list_select_related = ["parent"]
    fieldsets = [
        *by_language("name"),
        (_("Address"), {"fields": ["slug"]}),
        (_("Menu"), {"fields": ["parent", "position"]}),
    ]


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    pass


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    pass


@admin.register(Author)
class AuthorAdmin(NamedAdmin):
    fieldsets = [*by_language("name", "bio"), (_("Address"), {"fields": ["slug"]}), (_("Portrait"), {"fields": ["portrait"]})]


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    list_display = ["name", "kind", "latin_address"]
    list_filter = ["kind"]
    fieldsets = [
        *by_language("name", "about"),
        (_("Address"), {"fields": ["slug"]}),
        (_("Source"), {"fields": ["kind", "website"]}),
    ]
