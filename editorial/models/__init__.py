"""What staff have, as tables."""

from editorial.models.audit import AuditEntry
from editorial.models.masthead import Accreditation, BoardMember, Masthead
from editorial.models.user import Grant, User

__all__ = ["Accreditation", "AuditEntry", "BoardMember", "Grant", "Masthead", "User"]
