"""Pages for when there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from articles.languages import direction
from articles.middleware import language_of


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says where to go from here; kept by nobody, for the address may have a story in a minute."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store"
    return response


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    text = _("The fault is ours, not yours. Please try again in a few minutes.")
    return trouble(request, 500, _("Something went wrong"), text)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    text = _("Nothing was changed. If a text was being saved, go back in the browser and copy it first.")
    return trouble(request, 400, _("This request can't be understood"), text)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    text = _("This page is not among what your role may see or do. Nothing was changed.")
    return trouble(request, 403, _("Not open to this account"), text)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign-in behind a posted page is over, or the page came from somewhere else. Django names the reason in English."""
    text = _("Nothing was saved. Go back in the browser and copy what was typed; then sign in anew and paste it.")
    return trouble(request, 403, _("The page was open for too long"), text)


def trouble(request: HttpRequest, status: int, title: str | Promise, text: str | Promise) -> HttpResponse:
    """Needs neither database nor context processors: whatever failed may fail again."""
    language = getattr(request, "LANGUAGE_CODE", None) or language_of(request.path_info)
    with translation.override(language):
        context = {"language": language, "direction": direction(language), "title": title, "text": text}
        page = render_to_string("trouble.html", context)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
