"""The demonstration's accounts, all with one password that everybody may know: never outside a demonstration."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.utils import translation

from editorial import accounts
from editorial.models import User
from editorial.roles import Role
from newsroom.demo import records

PASSWORD = "newsroom-demo"  # noqa: S105 known to everybody, on purpose


def describe() -> str:
    """A line for each account, to be printed: user name, password, roles in Arabic, which read well at the line's end."""
    staff = records.reference().accounts
    with translation.override("ar"):
        rows = [(row.username, " · ".join(str(Role(role).label) for role in row.roles)) for row in staff]
    widest = max(len(username) for username, _roles in rows)
    return "\n".join(f"{username:<{widest}}  {PASSWORD}  {roles}" for username, roles in rows)


def make(rows: Iterable[records.Account]) -> dict[str, User]:
    """The accounts by key. One hash for all: a good one takes half a second, and there is no secret to keep."""
    people = {
        row.key: accounts.create(
            row.username, row.email, row.name, [Role(role) for role in row.roles], by=None, language=row.language
        )
        for row in rows
    }
    User.objects.filter(pk__in=[user.pk for user in people.values()]).update(password=make_password(PASSWORD))
    return people
