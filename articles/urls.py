"""Addresses of readers' pages; Arabic without a prefix, the others under theirs."""

from django.urls import path, register_converter

from articles import feeds
from articles.views import pages


class Words:
    """A slug in any script: letters, marks and digits, joined by hyphens."""

    regex = r"[\w-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Words, "words")

urlpatterns = [
    path("", pages.front, name="front"),
    path("ar/", pages.home_of_language),
    path("rss.xml", feeds.rss, name="rss"),
    path("search/", pages.search, name="search"),
    path("a/<slug:short_id>/", pages.share, name="share"),
    path("topic/<slug:slug>/", pages.topic, name="topic"),
    path("author/<slug:slug>/", pages.author, name="author"),
    path("source/<slug:slug>/", pages.source, name="source"),
    path("<slug:section>/rss.xml", feeds.rss, name="section_rss"),
    path("<slug:section>/", pages.section, name="section"),
    path("<slug:section>/<slug:short_id>/<words:slug>/", pages.article, name="article"),
]
