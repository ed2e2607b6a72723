from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The machine: settings, addresses, commands."""

    name = "newsroom"
