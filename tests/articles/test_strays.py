"""Addresses that were bent on their way from hand to hand still lead to the story, in one step; none leads in a circle."""

import unicodedata
from urllib.parse import quote

import pytest
from django.urls import get_resolver, resolve

from articles.addresses import OWN_PAGES
from tests.make import make_live, make_section, make_topic

pytestmark = pytest.mark.django_db

HEADLINE = "أمانة بغداد تفتتح جسراً"
SLUG = "أمانة-بغداد-تفتتح-جسرا"
ZWNJ = "\u200c"

# {id} the short id, {ID} in capitals, {slug} the right slug
BENT = {
    "letters taken apart": "/iraq/{id}/" + unicodedata.normalize("NFD", SLUG) + "/",
    "tashkeel": "/iraq/{id}/أمانةُ-بغدادَ/",
    "a half space": f"/iraq/{{id}}/أمانة{ZWNJ}بغداد/",
    "a comma stuck on": "/iraq/{id}/{slug}،",
    "a comma after the slash": "/iraq/{id}/{slug}/،",
    "a full stop stuck on": "/iraq/{id}/{slug}.",
    "a bracket stuck on": "/iraq/{id}/{slug}/)",
    "a full stop for the slug": "/iraq/{id}.",
    "a slug with slashes": "/iraq/{id}/a/b/c/",
    "a line end": "/iraq/{id}/{slug}\n/x/",
    "no last slash": "/iraq/{id}/{slug}",
    "a doubled slash at the start": "//iraq/{id}/{slug}/",
    "a doubled slash before the id": "/iraq//{id}/{slug}/",
    "a doubled slash after the id": "/iraq/{id}//{slug}/",
    "a doubled slash at the end": "/iraq/{id}/{slug}//",
    "no slug": "/iraq/{id}/",
    "neither slug nor slash": "/iraq/{id}",
    "capitals": "/iraq/{ID}/{slug}/",
    "capitals everywhere": "/IRAQ/{ID}/X/",
    "an Arabic section": "/العراق/{id}/{slug}/",
    "another section": "/world/{id}/{slug}/",
    "another slug": "/iraq/{id}/x/",
}  # fmt: skip

BENT_SHARE = ["/a/{ID}/", "/a/{id}", "/a/{ID}", "/a/{id}.", "/a/{id}،", "/a/{id}/)", "//a/{id}/", "/a//{id}/"]


@pytest.fixture
def live():
    return make_live(headline=HEADLINE, section=make_section(slug="iraq"))


def asked(client, address, live):
    """The answer to an address that somebody typed or pasted."""
    words = {"id": live.short_id, "ID": live.short_id.upper(), "slug": live.release.slug}
    return client.get(f"http://testserver{quote(address.format(**words))}")


@pytest.mark.parametrize("address", BENT.values(), ids=BENT.keys())
def test_a_bent_address_leads_to_the_story_in_one_step(client, live, address):
    answer = asked(client, address, live)
    assert (answer.status_code, answer.headers["Location"]) == (301, live.get_absolute_url())
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("address", BENT_SHARE)
def test_a_bent_short_address_leads_to_the_story_in_one_step(client, live, address):
    answer = asked(client, address, live)
    assert (answer.status_code, answer.headers["Location"]) == (302, live.get_absolute_url())


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_bent_address_leads_to_the_language_that_it_names(client, language):
    live = make_live(language=language, headline=HEADLINE)
    for address in ("iraq/{id}/x،", "iraq/{ID}/{slug}/", "/iraq/{id}/{slug}/"):
        answer = asked(client, f"/{language}/{address}", live)
        assert (answer.status_code, answer.headers["Location"]) == (301, live.get_absolute_url())


def test_a_doubled_slash_before_the_language_is_taken_out(client):
    live = make_live(language="en")
    answer = client.get(f"http://testserver/{live.get_absolute_url()}?fbclid=a//b")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{live.get_absolute_url()}?fbclid=a//b")


@pytest.mark.parametrize("address", ["//search/?q=x", "/search//?q=x"])
def test_a_doubled_slash_in_another_page_s_address_is_taken_out(client, address):
    answer = client.get(f"http://testserver{address}")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/search/?q=x")


@pytest.mark.parametrize("address", ["//evil.example/", "///evil.example", "/%5Cevil.example//", "//%5C//evil.example/"])
def test_no_doubled_slash_leads_to_another_site(client, address):
    answer = client.get(f"http://testserver{address}")
    assert answer.status_code in {301, 404}
    assert not answer.headers.get("Location", "/x").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    "address", ["/iraq/zzzzzz/", "/iraq/zzzzzz/x،", "/iraq/{id}x/", "/iraq/x{id}/y/", "/a/zzzzzz.", "/a/{id}z/"]
)
def test_an_unknown_id_is_not_found(client, live, address):
    assert asked(client, address, live).status_code == 404


def test_a_story_is_not_found_under_a_language_that_it_does_not_have(client, live):
    assert asked(client, "/en/iraq/{id}/x،", live).status_code == 404


def test_what_stands_under_the_machine_s_own_words_is_no_story(client, live):
    """A topic of six letters, typed without its last slash, is the topic."""
    make_topic(slug="energy")
    assert client.get("/topic/energy").headers["Location"] == "/topic/energy/"
    assert client.get("/topic/energy/").status_code == 200
    for word in OWN_PAGES:
        if word not in {"a", "desk", "topic", "author", "source", "media", "health"}:
            assert asked(client, f"/{word}/{{id}}/x/y/", live).status_code == 404, word


def test_sections_and_their_feeds_keep_their_addresses(client, live):
    assert client.get("/iraq/").status_code == 200
    assert client.get("/iraq").headers["Location"] == "/iraq/"
    assert client.get("/iraq/rss.xml").status_code == 200
    assert resolve("/iraq/").url_name == "section"
    assert get_resolver().reverse("article", section="iraq", short_id=live.short_id, slug="x") == f"iraq/{live.short_id}/x/"
