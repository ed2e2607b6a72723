"""Pages for when there is none."""

import re
import sys
from collections.abc import Iterator
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from articles.addresses import path_to
from articles.languages import direction
from articles.middleware import language_of, type_of_answer

READING = {"GET", "HEAD"}
COME_BACK = "30"  # seconds
COPY_FIRST = _("If a text was being saved, go back in the browser and copy it first.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says where to go from here; kept by nobody, for the address may have a story in a minute."""
    path, mark, question = request.get_full_path().partition("?")
    if "//" in path and request.method in READING:
        return HttpResponsePermanentRedirect(re.sub("/{2,}", "/", path) + mark + question)
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store"
    return response


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Whatever went wrong, in a view or in what stands before it; where that is the database, it will pass."""
    if any(isinstance(fault, OperationalError | InterfaceError) for fault in causes(sys.exception())):
        return unavailable(request)
    text = _("The fault is ours, not yours. Please try again in a few minutes.")
    return trouble(request, 500, _("Something went wrong"), *last_words(request, text))


def causes(fault: BaseException | None) -> Iterator[BaseException]:
    """What went wrong, and what it is said to come from: jobs put an exception of their own over the database's."""
    while fault:
        yield fault
        fault = fault.__cause__


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away, full, or waited too long for somebody else; what had begun is rolled back.

    A line that breaks while a text is being put down leaves nobody knowing, so nothing is promised to those who sent one.
    """
    text = _("The newsroom's database does not answer. Nothing was changed. Please try again in a few minutes.")
    if request.method not in READING:
        text = _("The newsroom's database does not answer. As far as can be told, nothing was changed.")
    response = trouble(request, 503, _("Not available just now"), *last_words(request, text))
    response["Retry-After"] = COME_BACK
    return response


def last_words(request: HttpRequest, text: str | Promise) -> list[str | Promise]:
    """The sentence, and what to do with a text that somebody may have sent."""
    return [text] if request.method in READING else [text, COPY_FIRST]


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


def say_what_is_not_taken(get_response: type_of_answer) -> type_of_answer:
    """Django answers with an empty page where an address doesn't take a method."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        text = _("This address doesn't take what was sent to it. Nothing was changed.")
        page = trouble(request, 405, _("This request can't be understood"), *last_words(request, text))
        response.content, response["Cache-Control"] = page.content, page["Cache-Control"]
        return response

    return answer


def trouble(request: HttpRequest, status: int, title: str | Promise, *text: str | Promise) -> HttpResponse:
    """Needs neither database nor context processors: whatever failed may fail again."""
    language = getattr(request, "LANGUAGE_CODE", None) or language_of(request.path_info)
    desk = reverse("admin:index")
    way_on = (desk, _("Newsroom")) if request.path.startswith(desk) else (path_to("front", language), _("To the front page"))
    with translation.override(language):
        context = {"language": language, "direction": direction(language), "title": title, "text": text, "way_on": way_on}
        page = render_to_string("trouble.html", context)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
