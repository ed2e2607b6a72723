"""Sessions, users, messages and CSRF exist at the desk only: a public page knows nobody and sets no cookie."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

DESK = "/desk/"
SESSION_KEY = re.compile("[0-9a-z]{32}")  # as Django makes them

type_of_answer = Callable[[HttpRequest], HttpResponse]


def at_desk(request: HttpRequest) -> bool:
    return request.path.startswith(DESK)


class DeskSession(SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """A cookie that can't be a session's key is no session, and the database is not asked: it can't hold every sign."""
        if at_desk(request):
            super().process_request(request)
            if not SESSION_KEY.fullmatch(request.session.session_key or ""):
                request.session = self.SessionStore(None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return super().process_response(request, response) if at_desk(request) else response


class DeskCsrf(CsrfViewMiddleware):
    """Elsewhere nothing is taken by post, so a page says 405 by itself, and no cookie may be set."""

    def process_request(self, request: HttpRequest) -> None:
        if at_desk(request):
            super().process_request(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseForbidden | None:
        return super().process_view(request, view, args, kwargs) if at_desk(request) else None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return super().process_response(request, response) if at_desk(request) else response


class DeskUser(AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if at_desk(request):
            super().process_request(request)


class DeskMessages(MessageMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if at_desk(request):
            super().process_request(request)


def desk_language(get_response: type_of_answer) -> type_of_answer:
    """Speak to each of the staff in their own language; Arabic before anybody has signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        if at_desk(request):
            language = getattr(request.user, "language", "ar")
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return get_response(request)

    return answer
