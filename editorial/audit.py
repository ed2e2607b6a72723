"""Writes the audit trail."""

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
