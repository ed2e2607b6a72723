"""Pages for when there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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
    """Needs neither database nor context processors: whatever failed may fail again."""
    language = language_of(request.path_info)
    text = render_to_string("500.html", {"language": language, "direction": direction(language)})
    return HttpResponse(text, status=500, headers={"Cache-Control": "no-store"})
