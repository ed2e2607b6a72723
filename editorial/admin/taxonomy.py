"""Sections, topics, places, authors, sources: names in three languages, each with its address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Author, Place, Section, Source, Topic
from editorial import reference
from editorial.acts import Act
from editorial.admin.base import DeskModelAdmin, by_language, in_language, person

NAMES = ["name_ar", "name_en", "name_ckb"]
SLUG_HELP = _(
    "The word in the public address: lower-case Latin letters, digits, hyphens, as in “economy”. "
    "Readers' links hold it, so choose it once."
)
IN_USE_SHOWN = 20


class ReferenceAdmin(DeskModelAdmin):
    """What is added, changed or deleted here reaches the trail and readers' pages in the same transaction."""

    delete_confirmation_template = "admin/delete_reference.html"

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:  # noqa: FBT001 Django's
        super().save_model(request, obj, form, change)
        act = Act.REFERENCE_CHANGED if change else Act.REFERENCE_ADDED
        reference.record(obj, act, by=person(request), fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        reference.record(obj, Act.REFERENCE_DELETED, by=person(request))
        super().delete_model(request, obj)

    def get_deleted_objects(
        self, objs: Sequence[models.Model] | models.QuerySet, request: HttpRequest
    ) -> tuple[list, dict, set, list]:
        """Django's answer, with the stories by headline where they are what stands in the way.

        A topic in a draft's list would go without a word otherwise: no protected row points to it.
        """
        deletable, counts, missing, protected = super().get_deleted_objects(objs, request)
        stories = [story for row in objs for story in reference.stories_with(row)[:IN_USE_SHOWN]]
        if stories:
            protected = [in_language(str(story), story.language) for story in stories]
        return deletable, counts, missing, protected


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
