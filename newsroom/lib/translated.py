"""Reads translated columns without their stand-ins."""

from django.db.models import Model


def own(row: Model, field: str, language: str) -> str:
    """The field's text in that very language, or an empty one: readers are never given text in another language."""
    return getattr(row, f"{field}_{language}") or ""
