"""The public page of the editorial board."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import pages, press
from editorial.models import BoardMember
from newsroom.lib.translated import own


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    language = request.LANGUAGE_CODE
    members = BoardMember.objects.select_related("portrait", "author")
    context = {
        "members": [(member, own(member, "bio", language)) for member in members],
        "language_links": pages.links_to("board", language),
        "tags": set(),  # nothing but the masthead's, which every page has
    }
    return press.page(request, "editorial/board.html", context)
