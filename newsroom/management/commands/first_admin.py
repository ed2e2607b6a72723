"""Make the newsroom's first account: chief editor and technical administrator in one."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from editorial import accounts
from editorial.models import User
from newsroom.settings import env

TRIES = 3


class Command(BaseCommand):
    help = (
        "Make the newsroom's first account. With --no-input it reads "
        "TAHRIR_ADMIN_NAME, TAHRIR_ADMIN_USERNAME, TAHRIR_ADMIN_EMAIL and TAHRIR_ADMIN_PASSWORD."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-input", action="store_const", dest="read", const=from_environment, default=from_keyboard)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            accounts.check_nobody_yet()
            user = accounts.create_first(**options["read"]())
        except ValidationError as refused:
            raise CommandError(in_one_line(refused)) from refused
        self.stdout.write(_("The first account is made: %(username)s. Sign in at /desk/.") % {"username": user.username})


def in_one_line(refused: ValidationError) -> str:
    """Every reason, each with the field that it is about."""
    if not hasattr(refused, "error_dict"):
        return " ".join(refused.messages)
    return " ".join(f"{name}: {' '.join(reasons)}" for name, reasons in refused.message_dict.items())


def from_environment() -> dict[str, str]:
    """The four answers; raises CommandError, naming the variables, where any is missing."""
    names = {field: f"TAHRIR_ADMIN_{field.upper()}" for field in ("name", "username", "email", "password")}
    answers = {field: env.text(name) for field, name in names.items()}
    missing = [names[field] for field, answer in answers.items() if not answer]
    if missing:
        raise CommandError(_("Set %(names)s and try again. Nothing was made.") % {"names": ", ".join(missing)})
    return answers


def from_keyboard() -> dict[str, str]:
    """Ask for everything, for the password unseen; raises CommandError where the input ends."""
    try:
        answers = {
            "name": input(_("Full name: ")).strip(),
            "username": input(_("User name (lower-case Latin letters): ")).strip(),
            "email": input(_("E-mail: ")).strip(),
        }
        return answers | {"password": ask_password(User(**answers))}
    except (EOFError, KeyboardInterrupt) as ended:
        raise CommandError(_("The input ended. Nothing was made.")) from ended


def ask_password(user: User) -> str:
    """Ask twice for a password that the rules accept; raises CommandError after a few tries."""
    for _turn in range(TRIES):
        password = getpass(_("Password: "))
        if password != getpass(_("The same once more: ")):
            print(_("The two are not the same."))  # noqa: T201 part of a conversation
            continue
        try:
            validate_password(password, user)
        except ValidationError as weak:
            print(in_one_line(weak))  # noqa: T201 part of a conversation
        else:
            return password
    raise CommandError(_("No password was set. Nothing was made."))
