"""Public pages: find, shape, tag. No user here: drafts are previewed at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles import pages, press
from articles.addresses import path_to
from articles.models import Author, Live, Section, Source, Topic
from newsroom.lib.text import tidy

LONGEST_SEARCH = 200  # characters


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return press.page(request, "articles/front.html", pages.front(request.LANGUAGE_CODE))


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    found: Section = get_object_or_404(Section.objects.select_related("parent"), slug=section)
    return press.page(request, "articles/section.html", pages.section(request.LANGUAGE_CODE, found))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=slug)
    return press.page(request, "articles/topic.html", pages.topic(request.LANGUAGE_CODE, found))


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found: Author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    return press.page(request, "articles/author.html", pages.author(request.LANGUAGE_CODE, found))


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    return press.page(request, "articles/source.html", pages.source(request.LANGUAGE_CODE, found))


@require_safe
def article(request: HttpRequest, section: str, short_id: str, slug: str) -> HttpResponse:
    live = get_object_or_404(Live.objects.on_air(request.LANGUAGE_CODE).for_page(), short_id=short_id)
    if (section, slug) != live.address:  # compare decoded words, not the percent-encoded path
        return press.moved(live)
    return press.page(request, "articles/article.html", pages.article(live))


@require_safe
def stray(request: HttpRequest, short_id: str) -> HttpResponse:
    """Anything that holds a story's short id where it belongs, and is not its address: leads there."""
    return press.moved(get_object_or_404(Live.objects.on_air(request.LANGUAGE_CODE).for_page(), short_id=short_id.lower()))


@require_safe
def share(request: HttpRequest, short_id: str) -> HttpResponse:
    """The short address: leads to the story in this language, else in the one it has."""
    found = Live.objects.aired().filter(short_id=short_id.lower())
    lives = found.select_related("release__section").order_by("first_released_at")
    mine = lives.filter(language=request.LANGUAGE_CODE).first()
    return redirect(mine or get_object_or_404(lives[:1]), permanent=False)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = tidy(request.GET.get("q", ""))[:LONGEST_SEARCH]
    response = press.page(request, "articles/search.html", pages.search(request.LANGUAGE_CODE, words))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def home_of_language(request: HttpRequest) -> HttpResponse:
    """«/ar/» is a guess that people make: Arabic has no prefix."""
    return redirect(path_to("front", "ar"), permanent=True)
