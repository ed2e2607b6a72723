"""What `manage.py check` asks beyond Django's own."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string


def guards_forms(name: str) -> bool:
    """Whether the middleware of that dotted name is Django's CSRF guard or made from it."""
    middleware = import_string(name)
    return isinstance(middleware, type) and issubclass(middleware, CsrfViewMiddleware)


def desk_forms_are_guarded(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Stands in for security.W003, which takes our subclass for a missing guard."""
    if any(guards_forms(name) for name in settings.MIDDLEWARE):
        return []
    return [Error("No middleware guards the desk's forms against forged posts.", hint="Put DeskCsrf back.", id="newsroom.E001")]
