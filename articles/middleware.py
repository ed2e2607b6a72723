"""What every request passes before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import translation
from django.utils.translation import gettext as _

type_of_answer = Callable[[HttpRequest], HttpResponse]

PREFIXES = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


def language_of(path: str) -> str:
    """The language that an address is in: the first word where that is one, else Arabic. Nothing else is asked."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in PREFIXES else settings.LANGUAGE_CODE


def language_from_path(get_response: type_of_answer) -> type_of_answer:
    """Django's own LocaleMiddleware would vary the answer on what the browser prefers; ours depends on the path alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return get_response(request)

    return answer


def refuse_broken_text(get_response: type_of_answer) -> type_of_answer:
    """Answer 400 where an address or a query holds what PostgreSQL can't keep: NUL characters.

    Stands before whoever finds the language, so that nothing of a broken request gets that far.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not holds_nul(request):
            return get_response(request)
        with translation.override(language_of(request.path_info)):
            sentence = _("This request holds characters that no text can hold. Nothing was changed.")
            return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")

    return answer


def holds_nul(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    return "\0" in request.path_info or "%00" in query or "\0" in query
