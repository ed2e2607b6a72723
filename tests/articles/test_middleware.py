"""What every request passes before a page sees it."""

import pytest
from django.urls import get_resolver

from articles.middleware import language_of
from tests.make import make_live

pytestmark = pytest.mark.django_db

LANGUAGE_OF = {
    "/": "ar", "/en/": "en", "/ckb/x/": "ckb", "/en": "en", "/english/": "ar", "/fr/": "ar", "/ar/": "ar", "": "ar",
    "//en/": "en", "/desk/": "ar",
}  # fmt: skip


@pytest.mark.parametrize(("path", "language"), LANGUAGE_OF.items())
def test_the_first_word_of_an_address_is_its_language_where_it_is_one(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/local/abc234/%00/",
        "/?q=%00",
        "/search/?q=%D8%AC%00",
        "/?%00=1",
        "/topic/%00/",
        "/a/%00/",
        "/en/%00/",
        "/rss.xml?x=%00",
    ],
)
def test_nul_in_an_address_or_a_question_is_a_bad_request_with_a_sentence(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert len(answer.content.decode()) > 20
    assert not answer.cookies


def test_nul_at_the_desk_is_a_bad_request_too(client):
    for address in ("/desk/?q=%00", "/desk/articles/edition/?q=%00", "/desk/%00/"):
        assert client.get(address).status_code == 400


def test_percent_signs_that_only_look_like_nul_are_words(client):
    assert client.get("/search/?q=%2500").status_code == 200


@pytest.mark.parametrize(
    "address", ["/%ff%fe/", "/local/abc234/%ed%a0%80/", "/search/?q=%ff", "/search/?q=%ed%a0%80", "/%E2%80%AE/"]
)
def test_bytes_that_are_no_text_are_never_a_fault_of_ours(client, address):
    assert client.get(address).status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "address", ["/" + "ن" * 5000 + "/", "/local/abc234/" + "ن" * 5000 + "/", "/" + "a/" * 500, "/search/?q=" + "ن" * 5000]
)
def test_addresses_without_end_are_never_a_fault_of_ours(client, address):
    assert client.get(address).status_code in {200, 404}


def test_every_public_address_that_takes_words_refuses_those_it_does_not_know(client):
    """Asked of the URLconf, so that a page added later is asked as well."""
    patterns = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    assert any(pattern.startswith("desk/") for pattern in patterns)
    live = make_live()
    for words in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%5c..%5c", "%0d%0aSet-Cookie:x=1"):
        for address in (f"/{words}/", f"/topic/{words}/", f"/author/{words}/", f"/local/{live.short_id}/{words}/"):
            answer = client.get(address)
            assert answer.status_code in {301, 302, 404}, address
            assert "Set-Cookie" not in answer.headers


def test_a_request_s_language_does_not_stay_for_the_next(client):
    assert 'lang="en"' in client.get("/en/").content.decode()
    assert 'lang="ar"' in client.get("/").content.decode()
    assert 'lang="ar"' in client.get("/nowhere/").content.decode()
