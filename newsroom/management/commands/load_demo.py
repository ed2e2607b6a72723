"""Fill an empty newsroom with a believable day of news and accounts for trying it. Refused in production."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.demo.load import NotHere, load_into_empty


class Command(BaseCommand):
    help = "Fill an empty newsroom with a believable day of news and accounts for trying it."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_into_empty()
        except NotHere as refused:
            raise CommandError(str(refused)) from refused
        done = _("The demo newsroom is in place.") if loaded else _("The newsroom is not empty; nothing was touched.")
        self.stdout.write(done)
