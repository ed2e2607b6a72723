"""Addresses of readers' pages; Arabic without a prefix, the others under theirs."""

from django.urls import path, re_path, register_converter

from articles import feeds
from articles.addresses import OWN_PAGES, SHORT_ID, SHORT_ID_LENGTH
from articles.views import pages


class Words:
    """A slug in any script: letters, marks and digits, joined by hyphens."""

    regex = r"[\w-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ShortId:
    """A story's short id, exactly as it was made."""

    regex = SHORT_ID

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Words, "words")
register_converter(ShortId, "short_id")

# On their way from hand to hand addresses lose their slug, get a comma or a bracket stuck on, a doubled slash, capitals,
# letters taken apart. The short id still tells the story; none of the machine's own pages is meant by it.
TYPED_ID = rf"(?P<short_id>[0-9A-Za-z]{{{SHORT_ID_LENGTH}}})"
STRAY_SHARE = rf"^[/]*a/+{TYPED_ID}\W*$"
STRAY_STORY = rf"^[/]*(?!(?:{'|'.join(OWN_PAGES)})/)[^/]+/+{TYPED_ID}(?:\W[\s\S]*)?$"

urlpatterns = [
    path("", pages.front, name="front"),
    path("ar/", pages.home_of_language),
    path("rss.xml", feeds.rss, name="rss"),
    path("search/", pages.search, name="search"),
    path("a/<short_id:short_id>/", pages.share, name="share"),
    re_path(STRAY_SHARE, pages.share),
    path("topic/<slug:slug>/", pages.topic, name="topic"),
    path("author/<slug:slug>/", pages.author, name="author"),
    path("source/<slug:slug>/", pages.source, name="source"),
    path("<slug:section>/rss.xml", feeds.rss, name="section_rss"),
    path("<slug:section>/", pages.section, name="section"),
    path("<slug:section>/<short_id:short_id>/<words:slug>/", pages.article, name="article"),
    re_path(STRAY_STORY, pages.stray),
]
