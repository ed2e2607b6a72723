"""Writes the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation
from modeltranslation.fields import TranslationField

from articles.languages import Language
from articles.models import Edition
from editorial.models import AuditEntry, User


def record_move(edition: Edition, act: str, *, by: User, from_stage: str, note: str = "") -> AuditEntry:
    """One move of an edition, with the text it was about and where it led."""
    return AuditEntry.objects.create(
        act=act,
        user_id=by.pk,
        user_name=by.name,
        edition_id=edition.pk,
        language=edition.language,
        headline=edition.headline,
        revision_id=edition.revision_id,
        from_stage=from_stage,
        to_stage=edition.stage,
        note=note,
    )


def record(act: str, *, by: User | None, note: str = "") -> AuditEntry:
    """Anything else worth knowing later: an account made, a role given."""
    return AuditEntry.objects.create(act=act, user_id=by.pk if by else None, user_name=by.name if by else "", note=note)


def record_row(row: Model, key: int, act: str, *, by: User | None, fields: Iterable[str] = ()) -> AuditEntry:
    """What was done to a row of the newsroom's lists, with the changed fields as this person knows them.

    `key` stands by itself because a deleted row has lost it.
    """
    with translation.override(by.language if by else settings.LANGUAGE_CODE):
        note = " · ".join([f"{row._meta.model_name}:{key}", str(row), *(name_of(row, field) for field in fields)])
    return record(act, by=by, note=note)


def name_of(row: Model, name: str) -> str:
    """A field as it is called beside its input: of a translated one, with its language."""
    field: Any = row._meta.get_field(name)
    if isinstance(field, TranslationField):
        return f"{field.translated_field.verbose_name} ({Language(field.language).label})"
    return str(field.verbose_name)
