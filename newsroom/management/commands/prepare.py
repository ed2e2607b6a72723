"""Brings database, folders and catalogues up to date for `make run`, in one process: each start of Django costs."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from newsroom.demo.accounts import describe
from newsroom.demo.load import load_into_empty
from newsroom.lib.catalogues import compile_changed


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # they would read the catalogues before they are compiled; migrate makes its own

    def handle(self, **_options: object) -> None:
        compile_changed(Path(settings.LOCALE_PATHS[0]))
        for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO_ALLOWED:
            load_into_empty()
            self.stdout.write(describe())
