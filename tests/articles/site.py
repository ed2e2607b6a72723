"""Walks through the public site."""

from html import unescape
from itertools import chain

from articles.addresses import path_to
from articles.models import Edition
from newsroom.lib.text import slugify
from tests.make import fresh

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def html_of(answer) -> str:
    return answer.content.decode()


def words_of(answer) -> str:
    """The page's text and markup as a reader would search it: no escapes, no isolation."""
    return unescape(html_of(answer)).replace("<bdi>", "").replace("</bdi>", "").translate(ISOLATES)


def every_public_address(edition: Edition, language: str = "") -> list[str]:
    """Everywhere that a reader of `language` could come upon the story."""
    edition = fresh(edition)
    language, article = language or edition.language, edition.article
    section = article.section.slug
    slug = slugify(edition.headline)
    signed = edition.bylines.select_related("author", "source")
    names = chain.from_iterable((byline.author, byline.source) for byline in signed)
    return [
        path_to("front", language),
        path_to("rss", language),
        path_to("section", language, section=section),
        path_to("section_rss", language, section=section),
        *(topic.path(language) for topic in article.topics.all()),
        *(name.path(language) for name in names if name),
        path_to("search", language) + "?q=" + edition.headline.split()[-1],
        path_to("article", language, section=section, short_id=article.short_id, slug=slug),
        path_to("share", language, short_id=article.short_id),
    ]
