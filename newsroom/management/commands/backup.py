"""`manage.py backup [folder]`."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.ops import backup


class Command(BaseCommand):
    help = "Copy the database and all pictures into a new folder, with counts and hashes to check it by."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        ours = settings.VAR / "backup"
        parser.add_argument("folder", nargs="?", type=Path, default=ours, help="where the new folder is made")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            made = backup.make(folder.resolve())
        except backup.Refused as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(str(made))
