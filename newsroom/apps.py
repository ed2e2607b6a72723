from django.apps import AppConfig
from django.core.checks import Tags, register

from newsroom import checks


class NewsroomConfig(AppConfig):
    """The machine: settings, addresses, commands."""

    name = "newsroom"

    def ready(self) -> None:
        register(checks.desk_forms_are_guarded, Tags.security)
