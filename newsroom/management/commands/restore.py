"""`manage.py restore folder`."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.ops import restore
from newsroom.ops.backup import Refused


class Command(BaseCommand):
    help = "Bring back what `backup` copied, into an empty database; checks every hash before and every count after."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that `backup` named")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            manifest = restore.bring_back(folder.resolve())
        except Refused as fault:
            raise CommandError(str(fault)) from fault
        rows = sum(manifest.tables.values())
        counts = f"{rows} rows in {len(manifest.tables)} tables, {len(manifest.media)} files"
        self.stdout.write(f"Restored and counted: {counts}, as of {manifest.made_at}.")
        self.stdout.write("Now run: manage.py migrate")
