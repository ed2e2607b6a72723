"""A post that arrives after its sign-in has ended: signs in on the spot and goes on, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

PREFIX = "resume"  # keeps the two fields of the sign-in apart from those that were posted
TABLES = "articles_"  # stories and what belongs to them; no form with a password is ever written into a page


def is_resumable(request: HttpRequest) -> bool:
    """Whether what was posted can be written into the page that asks for the password; files can't."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return request.method == "POST" and (name or "").startswith(TABLES) and not request.FILES


def sign_in_and_go_on(request: HttpRequest, go_on: Callable[[], HttpResponse], context: dict[str, Any]) -> HttpResponse:
    """Ask who it is, keeping everything that was posted; then do what was asked, by that person and their rights."""
    answered = f"{PREFIX}-username" in request.POST
    form = AdminAuthenticationForm(request, request.POST if answered else None, prefix=PREFIX)
    if answered and form.is_valid():
        login(request, form.get_user())
        return go_on()
    ours = (f"{PREFIX}-", "csrfmiddlewaretoken")
    posted = [(name, value) for name, values in request.POST.lists() if not name.startswith(ours) for value in values]
    page = {**context, "form": form, "posted": posted, "title": _("Sign in to go on")}
    response = render(request, "admin/resume.html", page)
    response["Cache-Control"] = "no-store"
    return response
