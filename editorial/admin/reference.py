"""What the desk's lists of names, the pictures and the masthead share: no change without its line in the trail."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models import Edition, Revision
from editorial import reference
from editorial.acts import Act
from editorial.admin.base import DeskModelAdmin, in_language, person


class ReferenceAdmin(DeskModelAdmin):
    """What is added, changed or deleted here reaches the trail and readers' pages in the same transaction."""

    delete_confirmation_template = "admin/delete_reference.html"

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """What a text was when the page was opened is posted with it: a change is what this person changed."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            field.show_hidden_initial = True
        return field

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:
        act = Act.REFERENCE_CHANGED if change else Act.REFERENCE_ADDED
        with reference.telling(obj, act, by=person(request), fields=form.changed_data):
            super().save_model(request, mended(obj, form) if change else obj, form, change)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        with reference.telling(obj, Act.REFERENCE_DELETED, by=person(request)):
            super().delete_model(request, obj)

    def get_deleted_objects(
        self, objs: Sequence[models.Model] | models.QuerySet, request: HttpRequest
    ) -> tuple[list, dict, set, list]:
        """What stands in the way, as a person knows it and as much as is read; else Django's answer.

        Django would load every row that names the thing, and would let a draft's topic go without a word.
        """
        uses = [described(use) for row in objs for use in reference.uses(row)]
        return ([], {}, set(), uses) if uses else super().get_deleted_objects(objs, request)


def mended(obj: models.Model, form: ModelForm) -> models.Model:
    """The row as it stands, with what this person changed: what a colleague changed meanwhile in other fields stays."""
    stored = obj._meta.default_manager.get(pk=obj.pk)
    for name in form.changed_data:
        setattr(stored, name, form.cleaned_data[name])
    return stored


def described(use: Any) -> str:
    if isinstance(use, Edition):
        return in_language(str(use), use.language)
    if isinstance(use, Revision):
        return _("saved revision of “%(story)s”") % {"story": use.edition or use.article}
    return f"{use._meta.verbose_name}: {use}"
