"""Logins and their roles: made, changed, closed. Each act stands in the audit trail."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from editorial import audit
from editorial.acts import Act
from editorial.models import Grant, User
from editorial.roles import Role

OF_THE_FIRST = (Role.CHIEF, Role.TECHNICAL)
CHANGEABLE = ("username", "email", "name", "language", "is_active")
OPENED_OR_CLOSED = {True: Act.ACCOUNT_OPENED, False: Act.ACCOUNT_CLOSED}


@transaction.atomic
def create(
    username: str,
    email: str,
    name: str,
    roles: Collection[Role],
    *,
    by: User | None,
    language: str = Language.AR,
    password: str | None = None,
) -> User:
    """Make a login with its roles; raises ValidationError, and nothing is made, for what may not be.

    `by` is None for the machine's own commands. Without a password the person sets one by a mailed link.
    """
    return enrol(User(username=username, email=email, name=name, language=language), roles, by=by, password=password)


@transaction.atomic
def enrol(user: User, roles: Collection[Role], *, by: User | None, password: str | None = None) -> User:
    """Store a login that a form has filled in; else as create()."""
    check_may(by)
    if not roles:
        raise ValidationError(_("Give the account at least one role; without one nothing can be done with it."), code="no_role")
    if password is not None:
        validate_password(password, user)
    user.email = User.objects.normalize_email(user.email)
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    audit.record(Act.ACCOUNT_MADE, by=by, note=user.username)
    for role in dict.fromkeys(roles):
        give(user, role, by=by)
    return user


@transaction.atomic
def create_first(username: str, email: str, name: str, password: str) -> User:
    """The newsroom's first account: chief editor and technical administrator, until there are others to take a part."""
    check_nobody_yet()
    return create(username, email, name, OF_THE_FIRST, by=None, password=password)


def check_nobody_yet() -> None:
    """Raise ValidationError where somebody who may sign in keeps the accounts or leads the newsroom already."""
    user = User.objects.filter(is_active=True, grants__role__in=OF_THE_FIRST).first()
    if user:
        raise ValidationError(
            _("The newsroom has its first account already: %(username)s. Further ones are made at the desk."),
            params={"username": user.username},
            code="not_first",
        )


@transaction.atomic
def change(user: User, roles: Collection[Role], *, by: User | None) -> User:
    """Store what a form has changed of a login, and leave it with exactly these roles. Raises ValidationError as create()."""
    check_may(by)
    check_accounts_are_kept(user, roles, user.is_active)
    stored = User.objects.select_for_update().get(pk=user.pk)
    user.full_clean(exclude={"password"})
    user.save(update_fields=CHANGEABLE)
    record_changes(stored, user, by)
    held = set(user.grants.values_list("role", flat=True))
    for role in held - set(roles):
        take(user, Role(role), by=by)
    for role in dict.fromkeys(roles):
        give(user, role, by=by)
    return user


def record_changes(before: User, after: User, by: User | None) -> None:
    """An e-mail that changed hands is how an account is taken over, so the trail keeps the old and the new."""
    fields = [name for name in CHANGEABLE if getattr(before, name) != getattr(after, name)]
    if "is_active" in fields:
        fields.remove("is_active")
        audit.record(OPENED_OR_CLOSED[after.is_active], by=by, note=after.username)
    if fields:
        with translation.override(by.language if by else settings.LANGUAGE_CODE):
            told = [f"{audit.name_of(after, name)}: {getattr(before, name)} → {getattr(after, name)}" for name in fields]
        audit.record(Act.ACCOUNT_CHANGED, by=by, note=" · ".join([before.username, *told]))


@transaction.atomic
def give(user: User, role: Role, *, by: User | None) -> None:
    """One role more; nothing happens where the person has it."""
    check_may(by)
    _grant, given = Grant.objects.get_or_create(user=user, role=role)
    if given:
        forget_roles(user)
        audit.record(Act.ROLE_GIVEN, by=by, note=f"{user.username} · {role.value}")


@transaction.atomic
def take(user: User, role: Role, *, by: User | None) -> None:
    """One role less; raises ValidationError where nobody would be left to keep the accounts."""
    check_may(by)
    held = user.grants.values_list("role", flat=True)
    check_accounts_are_kept(user, set(held) - {role}, user.is_active)
    taken, _rows = user.grants.filter(role=role).delete()
    if taken:
        forget_roles(user)
        audit.record(Act.ROLE_TAKEN, by=by, note=f"{user.username} · {role.value}")


def forget_roles(user: User) -> None:
    """The instance keeps its roles once asked; they are others now."""
    vars(user).pop("roles", None)


def check_may(by: User | None) -> None:
    """Raise PermissionDenied for one of the staff who doesn't keep the accounts."""
    if by and not by.has_perm("editorial.change_user"):
        raise PermissionDenied


def keepers() -> Iterable[int]:
    return User.objects.filter(is_active=True, grants__role=Role.TECHNICAL).values_list("pk", flat=True)


def check_accounts_are_kept(user: User, roles: Collection[str], is_active: bool) -> None:  # noqa: FBT001 the user's own field
    """Raise ValidationError where the person is the last technical administrator and would be one no longer.

    To be called in a transaction: of two who close each other's account at once, the second is refused.
    """
    if is_active and Role.TECHNICAL in roles:
        return
    list(User.objects.select_for_update().filter(pk__in=keepers()).order_by("pk"))
    if set(keepers()) == {user.pk}:  # asked anew: what was read before the lock may have changed
        raise ValidationError(
            _("This is the last technical administrator who may sign in. Give the role to somebody else first."),
            code="last_keeper",
        )
