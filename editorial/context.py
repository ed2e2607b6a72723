"""The masthead for the public pages' head and foot, and for the titles of feeds."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from editorial.models import Masthead


def masthead(request: HttpRequest) -> dict[str, Any]:
    """An empty one until the newsroom has written its own; asked of the database only by a template that shows it."""
    return {"masthead": SimpleLazyObject(Masthead.objects.current)}
