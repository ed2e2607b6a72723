"""Pages for when there is none: in the person's language, without anything that may be broken too."""

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
