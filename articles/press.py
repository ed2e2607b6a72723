"""What turns a page function's answer into a page that anybody may keep, and which tags a page carries."""

from collections.abc import Iterable
from hashlib import sha256
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from articles.models import Live

# Readers ask again each time and mostly hear 304: a release is visible at once. The page store replaces this.
CACHE_CONTROL = "public, no-cache"


def tags_of(live: Live) -> set[str]:
    """Everything whose pages change with this story; readers' lists of its language among it."""
    language, release = live.language, live.release
    people = {f"author:{row.author_id}:{language}" for row in live.live_bylines.all() if row.author_id}
    sources = {f"source:{row.source_id}:{language}" for row in live.live_bylines.all() if row.source_id}
    topics = {f"topic:{topic}:{language}" for topic in release.topics}
    section = {f"section:{section}:{language}" for section in (live.section_id, live.section.parent_id) if section}
    return {f"article:{live.article_id}", f"front:{language}", f"feed:{language}"} | people | sources | topics | section


def page(request: HttpRequest, template: str, context: dict, tags: Iterable[str], status: int = 200) -> HttpResponse:
    """A public page: nobody's in particular, with an ETag of its bytes and the tags it depends on."""
    response = render(request, template, context, status=status)
    return keepable(request, response, tags)


def keepable(request: HttpRequest, response: HttpResponse, tags: Iterable[str]) -> HttpResponse:
    """Give a public answer its headers; 304 where the reader has these very bytes."""
    etag = f'"{sha256(response.content).hexdigest()[:24]}"'
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    if response.status_code == HTTPStatus.OK:
        response = get_conditional_response(request, etag=etag, response=response) or response
    response["Surrogate-Key"] = " ".join(sorted(tags))
    return response
