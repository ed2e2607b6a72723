"""Pages for when there is none: in the person's language, without anything that may be broken too."""

import re

import pytest
from django.test import Client, RequestFactory

from articles.views import errors
from tests.make import make_technical

LANGUAGES = [("/", "ar", "rtl"), ("/en/", "en", "ltr"), ("/ckb/", "ckb", "rtl")]


@pytest.mark.parametrize(("path", "language", "direction"), LANGUAGES)
@pytest.mark.parametrize(("view", "status"), [("broken", 500), ("unreadable", 400), ("denied", 403), ("stale", 403)])
def test_a_page_of_trouble_asks_nothing_of_the_database(view, status, path, language, direction):
    request = RequestFactory().get(path)
    known = {"exception": ValueError()} if view in {"unreadable", "denied"} else {}
    answer = getattr(errors, view)(request, **known)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<script" not in page


@pytest.mark.django_db
def test_a_page_that_is_not_for_a_role_says_so():
    client = Client()
    client.force_login(make_technical(language="en"))
    answer = client.get("/desk/articles/edition/")
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do_with_the_text():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/desk/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert 'dir="rtl"' in answer.content.decode()


@pytest.mark.django_db
def test_a_form_of_ten_megabytes_is_refused_in_words():
    client = Client()
    client.force_login(make_technical(language="en"))
    answer = client.post("/desk/articles/edition/add/", {"body": "ب" * 10_000_000})
    assert answer.status_code in {400, 403}
    assert '<html lang="en" dir="ltr">' in answer.content.decode()


@pytest.mark.django_db
def test_what_does_not_exist_at_the_desk_is_said_in_the_desks_frame():
    client = Client()
    client.force_login(make_technical(language="en"))
    answer = client.get("/desk/nothing/here/")
    assert answer.status_code == 404
    assert "admin/404.html" in [template.name for template in answer.templates]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
@pytest.mark.parametrize(("path", "language", "direction"), [*LANGUAGES, ("/health/live", "ar", "rtl")])
def test_what_an_address_does_not_take_is_refused_in_words(client, path, language, direction, method):
    answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert not answer.cookies


@pytest.mark.django_db
def test_the_desk_too_refuses_in_words_and_in_the_person_s_language():
    client = Client()
    client.force_login(make_technical(language="en"))
    answer = client.get("/desk/logout/")
    assert answer.status_code == 405
    assert '<html lang="en" dir="ltr">' in answer.content.decode()


@pytest.mark.parametrize("view", ["broken", "unreadable", "denied", "stale"])
@pytest.mark.parametrize(("path", "way_on"), [("/iraq/", "/"), ("/en/x/", "/en/"), ("/ckb/", "/ckb/"), ("/desk/x/", "/desk/")])
def test_the_way_on_stays_on_the_side_where_one_was(view, path, way_on):
    known = {"exception": ValueError()} if view in {"unreadable", "denied"} else {}
    page = getattr(errors, view)(RequestFactory().get(path), **known).content.decode()
    assert set(re.findall(r'<a [^>]*href="([^"]+)"', page)) == {way_on}


def test_who_sent_a_text_into_a_fault_is_told_to_copy_it():
    told, untold = (errors.broken(asked("/desk/")).content.decode() for asked in (RequestFactory().post, RequestFactory().get))
    assert str(errors.COPY_FIRST) in told
    assert str(errors.COPY_FIRST) not in untold
