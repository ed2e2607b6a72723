"""The page for when there is none, in the frame of whichever side it is missing on."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.views import errors
from editorial.middleware import at_desk


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not at_desk(request):
        return errors.not_found(request, exception)
    response = render(request, "admin/404.html", admin.site.each_context(request), status=404)
    response["Cache-Control"] = "no-store"
    return response
