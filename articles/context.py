"""What every public page shows around its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles import pages
from articles.languages import direction
from articles.models import Section


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu; asked of the database only by a template that shows it."""
    language = getattr(request, "LANGUAGE_CODE", "ar")
    return {
        "menu": SimpleLazyObject(lambda: list(Section.objects.for_menu())),
        "direction": direction(language),
        "language": language,
        "language_links": pages.language_links(language, {}),
    }
