"""Addresses: what may stand in them, and that the machine's own cannot be taken."""

import re
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation

from articles.addresses import RESERVED, SHORT_ID, SHORT_ID_LENGTH, SHORT_ID_LETTERS, new_short_id, path_to
from articles.models import Live
from newsroom.lib.text import slugify
from tests.make import make_live, make_section

ZWNJ = "\u200c"


def first_words(patterns, before=""):
    """The first fixed word of every address that there is."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from first_words(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield re.split(r"[/\[(<\\^$?.]", route.lstrip("^"))[0]


def test_no_page_of_the_machine_s_own_can_be_hidden_by_a_section():
    own = {word for word in first_words(get_resolver().url_patterns) if word}
    assert own - set(RESERVED) == set()
    assert {"desk", "search", "board", "topic", "author", "source"} <= own
    assert {"en", "ckb", "ar", "static", "media"} <= set(RESERVED)


def test_short_ids_are_short_unlike_each_other_and_never_mistaken():
    ids = {new_short_id() for _turn in range(500)}
    assert len(ids) == 500
    for short_id in ids:
        assert len(short_id) == SHORT_ID_LENGTH
        assert set(short_id) <= set(SHORT_ID_LETTERS)
        assert re.fullmatch(SHORT_ID, short_id)
    assert not set("01ilo") & set(SHORT_ID_LETTERS)


@pytest.mark.parametrize("active", ["ar", "en", "ckb"])
def test_a_path_is_of_the_language_named_whichever_is_active(active):
    with translation.override(active):
        assert [path_to("front", language) for language in ("ar", "en", "ckb")] == ["/", "/en/", "/ckb/"]
        assert path_to("section", "ckb", section="local") == "/ckb/local/"
        assert translation.get_language() == active


HEADLINES = [
    "افتتاح جسر", "«O Globo»: نصٌّ مشكول!", f"کتێب{ZWNJ}خانە نوێ", "12-15 آذار 2026", "C++ / C#", "عنوان_بخط", "ﷺ", "İstanbul'da",
    "日本語 🙂 نص", "١٢٣", "ن" * 200, "كلمة " * 40,
]  # fmt: skip


@pytest.mark.parametrize("headline", HEADLINES)
def test_every_headline_makes_an_address_that_leads_back(headline):
    slug = slugify(headline)
    assert slug
    assert len(slug) <= 80
    path = reverse("article", kwargs={"section": "local", "short_id": "abc234", "slug": slug})
    assert slugify(slug) == slug
    with translation.override("ar"):
        assert resolve(unquote(path)).kwargs["slug"] == slug


@pytest.mark.django_db
def test_an_address_with_half_spaces_and_marks_is_served(client):
    for headline in ("کتێب‌خانەی نوێ", "نصٌّ مُشكَّلٌ كاملاً", "12-15 آذار"):
        live = make_live(headline=headline)
        assert client.get(live.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_a_long_headline_s_address_ends_with_a_whole_word():
    live = make_live(headline="افتتاح " * 25)
    assert live.release.slug == "-".join(["افتتاح"] * (len(live.release.slug) // 7 + 1))
    assert len(live.release.slug) <= 80


@pytest.mark.django_db
def test_sections_that_look_like_short_ids_or_languages_to_come_do_no_harm(client):
    section = make_section(slug="abc234")
    live = make_live(section=section)
    assert client.get(live.get_absolute_url()).status_code == 200
    assert client.get("/abc234/").status_code == 200
    assert Live.objects.get().section == section
