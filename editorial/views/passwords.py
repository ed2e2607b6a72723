"""The pages on which one of the staff asks for a link and sets a new password. Nobody has to be signed in."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, View

from editorial import audit
from editorial.acts import Act
from editorial.models import User
from editorial.passwords import ask_for_link

LANGUAGE = "password_language"  # in the session: whose link was opened reads these pages in their own language


def speak(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language


class InTheDesksFrame(ContextMixin, View):
    """The frame's own words, and the language of whom the link was for."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if LANGUAGE in request.session:
            speak(request, request.session[LANGUAGE])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request) | {"is_nav_sidebar_enabled": False}
        return frame | super().get_context_data(**kwargs)


class Ask(InTheDesksFrame, views.PasswordResetView):
    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Whether anybody has the address is found out by the worker alone."""
        ask_for_link(form.cleaned_data["email"])
        return redirect(self.get_success_url())


class Asked(InTheDesksFrame, views.PasswordResetDoneView):
    pass


class Choose(InTheDesksFrame, views.PasswordResetConfirmView):
    """Opened by the mailed link. A closed account's link is as bad as any other."""

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def get_form(self, form_class: type[SetPasswordForm] | None = None) -> SetPasswordForm:
        if self.validlink and self.user:
            self.request.session[LANGUAGE] = self.user.language
            speak(self.request, self.user.language)
        return super().get_form(form_class)

    @transaction.atomic
    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        audit.record(Act.PASSWORD_SET, by=form.user, note=form.user.username)
        return super().form_valid(form)


class Chosen(InTheDesksFrame, views.PasswordResetCompleteView):
    pass
