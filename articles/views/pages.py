"""Public pages: find, shape, tag. No user here: drafts are previewed at the desk."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles import pages, press
from articles.addresses import path_to
from articles.models import Author, Live, LiveByline, Section, Source, Topic
from newsroom.lib.text import tidy

LONGEST_SEARCH = 200  # characters


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    language = request.LANGUAGE_CODE
    return press.page(request, "articles/front.html", pages.front(language), tags=[f"front:{language}"])


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    found: Section = get_object_or_404(Section.objects.select_related("parent"), slug=section)
    language = request.LANGUAGE_CODE
    context = pages.section(language, found)
    return press.page(request, "articles/section.html", context, tags=[f"section:{found.pk}:{language}"])


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=slug)
    language = request.LANGUAGE_CODE
    return press.page(request, "articles/topic.html", pages.topic(language, found), tags=[f"topic:{found.pk}:{language}"])


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found: Author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    language = request.LANGUAGE_CODE
    return press.page(request, "articles/author.html", pages.author(language, found), tags=[f"author:{found.pk}:{language}"])


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    language = request.LANGUAGE_CODE
    return press.page(request, "articles/source.html", pages.source(language, found), tags=[f"source:{found.pk}:{language}"])


@require_safe
def article(request: HttpRequest, section: str, short_id: str, slug: str) -> HttpResponse:
    on_air = Live.objects.on_air(request.LANGUAGE_CODE)
    live = get_object_or_404(
        on_air.select_related("release__section__parent", "release__picture", "release__place", "section").prefetch_related(
            Prefetch("live_bylines", LiveByline.objects.select_related("author", "source"))
        ),
        short_id=short_id,
    )
    if (section, slug) != live.address:  # compare decoded words, not the percent-encoded path
        return redirect(live, permanent=True)
    topics = Topic.objects.filter(pk__in=live.release.topics)
    context = pages.article(live, live.live_bylines.all(), topics)
    return press.page(request, "articles/article.html", context, tags=press.tags_of(live))


@require_safe
def share(request: HttpRequest, short_id: str) -> HttpResponse:
    """The short address: leads to the story in this language, else in the one it has."""
    lives = Live.objects.aired().filter(short_id=short_id).select_related("release__section").order_by("first_released_at")
    mine = lives.filter(language=request.LANGUAGE_CODE).first()
    return redirect(mine or get_object_or_404(lives[:1]), permanent=False)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = tidy(request.GET.get("q", ""))[:LONGEST_SEARCH]
    response = press.page(request, "articles/search.html", pages.search(request.LANGUAGE_CODE, words), tags=[])
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def home_of_language(request: HttpRequest) -> HttpResponse:
    """«/ar/» is a guess that people make: Arabic has no prefix."""
    return redirect(path_to("front", "ar"), permanent=True)
