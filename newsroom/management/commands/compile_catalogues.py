"""Makes the interface catalogues usable; with --check names what is not translated, with --update gathers new msgids."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.lib import catalogues

FOLDERS = [settings.ROOT / name for name in ("newsroom", "articles", "editorial", "templates")]


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--check", action="store_true", help="fail if a msgid is missing, untranslated or fuzzy")
        instead.add_argument("--update", action="store_true", help="bring the .po files up to date with code and templates")

    def handle(self, *, check: bool, update: bool, **_options: object) -> None:
        locale = Path(settings.LOCALE_PATHS[0])
        if check:
            self.refuse_gaps(catalogues.check(locale, FOLDERS))
        elif update:
            catalogues.update(locale, FOLDERS)
        else:
            catalogues.compile_changed(locale)

    def refuse_gaps(self, gaps: list[catalogues.Gap]) -> None:
        if gaps:
            raise CommandError("\n".join([*map(str, gaps), f"{len(gaps)} gaps; `make messages`, then translate them."]))
