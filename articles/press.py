"""What turns a page function's answer into a page that anybody may keep, and which tags a page carries."""

from collections.abc import Iterable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from articles.models import Live

# Readers ask again each time and mostly hear 304: a release is visible at once. The page store replaces this.
CACHE_CONTROL = "public, no-cache"


def stories(lives: Iterable[Live]) -> set[str]:
    """For the stories themselves, in all their languages: every page that shows one carries its tag."""
    return {f"article:{live.article_id}" for live in lives}


def in_language(language: str, *things: str) -> set[str]:
    """For things that have a page, a list or a name in that language, as "front" or "section:3"."""
    return {f"{thing}:{language}" for thing in things}


def touched_by(*lives: Live) -> set[str]:
    """What changes when these stories are released, moved or withdrawn: their pages and every list they may stand in."""
    return set().union(stories(lives), *(lists_of(live) for live in lives))


def lists_of(live: Live) -> set[str]:
    """In its language: front, feed, section with the one it is a part of, topics, names, stories that embed its card."""
    bylines = live.live_bylines.all()
    sections = {live.section_id, live.section.parent_id} - {None}
    return in_language(
        live.language,
        "front",
        "feed",
        f"card:{live.short_id}",
        *(f"section:{number}" for number in sections),
        *(f"topic:{number}" for number in live.release.topics),
        *(f"author:{row.author_id}" for row in bylines if row.author_id),
        *(f"source:{row.source_id}" for row in bylines if row.source_id),
    )


def page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A public page: nobody's in particular, with an ETag of its bytes and the tags that its page function gave it."""
    return keepable(request, render(request, template, context), context["tags"])


def keepable(request: HttpRequest, response: HttpResponse, tags: Iterable[str]) -> HttpResponse:
    """Give a public answer its headers; 304 where the reader has these very bytes. The masthead's name stands in all."""
    etag = f'"{sha256(response.content).hexdigest()[:24]}"'
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    response = get_conditional_response(request, etag=etag, response=response) or response
    response["Surrogate-Key"] = keys({*tags, *in_language(request.LANGUAGE_CODE, "masthead")})
    return response


def moved(live: Live) -> HttpResponse:
    """The way to where a story stands now. Asked for anew each time: a story that moved may move back."""
    response = HttpResponsePermanentRedirect(live.get_absolute_url())
    response["Cache-Control"] = CACHE_CONTROL
    response["Surrogate-Key"] = keys(stories([live]))
    return response


def keys(tags: Iterable[str]) -> str:
    return " ".join(sorted(tags))
