"""RSS: the newest stories of a language, or of one section in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from articles import press
from articles.addresses import path_to
from articles.models import Live, Section
from articles.models.live import LiveQuerySet
from newsroom.lib.text import isolate_plain

NEWEST = 40


@require_safe
def rss(request: HttpRequest, section: str = "") -> HttpResponse:
    language = request.LANGUAGE_CODE
    lives = Live.objects.on_air(language)
    if not section:
        return answer(request, empty_feed(path_to("front", language), request), lives, "feed")
    found = get_object_or_404(Section, slug=section)
    feed = empty_feed(found.path(language), request, section=found)
    return answer(request, feed, lives.in_section(found), f"section:{found.pk}")


def empty_feed(path: str, request: HttpRequest, section: Section | None = None) -> Rss201rev2Feed:
    """Named as the site is on its pages: the masthead's own word, which only the context processors know here."""
    title = render_to_string("articles/feed_title.txt", {"section": section}, request).strip()
    return Rss201rev2Feed(
        title=title,
        link=settings.SITE_URL + path,
        description=title,
        language=request.LANGUAGE_CODE,
        feed_url=settings.SITE_URL + request.path,
    )


def answer(request: HttpRequest, feed: Rss201rev2Feed, lives: LiveQuerySet, thing: str) -> HttpResponse:
    """`thing` is what the list is of: a part of its tag."""
    newest = list(lives.for_cards()[:NEWEST])
    for live in newest:
        add_story(feed, live)
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
    return press.keepable(request, response, press.stories(newest) | press.in_language(request.LANGUAGE_CODE, thing))


def add_story(feed: Rss201rev2Feed, live: Live) -> None:
    feed.add_item(
        title=isolate_plain(live.release.headline, live.direction),
        link=settings.SITE_URL + live.get_absolute_url(),
        description=isolate_plain(live.release.summary, live.direction),
        unique_id=settings.SITE_URL + live.share_path,
        unique_id_is_permalink=True,
        pubdate=live.first_released_at,
        updateddate=live.changed_at,
        author_name=", ".join(row["name"] for row in live.release.bylines),
        categories=[live.release.section.name],
    )
