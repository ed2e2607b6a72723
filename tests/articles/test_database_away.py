"""The database is away, or makes people wait too long: a page says so and when to come back, and nothing is half-saved."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.test import Client, RequestFactory
from procrastinate.exceptions import ConnectorException

from articles.models import Change, Release, Revision, Stage
from articles.models.live import LiveQuerySet
from articles.views import errors
from editorial.models import AuditEntry
from newsroom.ops import limits
from tests.editorial.desk_client import filled, page_of
from tests.make import fresh, make_edition, make_live, make_writer

PUBLIC = [
    ("/", "ar"), ("/en/", "en"), ("/ckb/", "ckb"), ("/local/", "ar"), ("/local/abc234/x/", "ar"), ("/local/abc234/x،", "ar"),
    ("/en/a/abc234/", "en"), ("/ckb/search/?q=x", "ckb"), ("/rss.xml", "ar"), ("/board/", "ar"), ("/nowhere/at/all/", "ar"),
]  # fmt: skip


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def away(transactional_db):
    """Call it, and nobody answers where the database was."""
    known = dict(connection.settings_dict)

    def go() -> None:
        connection.close()
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": 1}

    yield go
    connection.close()
    connection.settings_dict |= known


@pytest.fixture
def hurried(transactional_db):
    """The limits of the web server, only shorter."""
    known = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = dict(known)
    limits.put_on(connection.settings_dict, dict.fromkeys(settings.WEB_DATABASE_LIMITS, timedelta(milliseconds=400)))
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = known


@contextmanager
def holding(table: str):
    """Somebody's transaction that lets others read the table and nobody write into it."""
    with psycopg.connect(**connection.get_connection_params()) as somebody:
        somebody.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield
        somebody.rollback()


def counted() -> list[int]:
    return [model.objects.count() for model in (Revision, AuditEntry, Change, Release)]


def is_told(answer, language: str) -> bool:
    page = answer.content.decode()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert f'<html lang="{language}"' in page
    return str(errors.COPY_FIRST) in page


@pytest.mark.parametrize(("path", "language"), PUBLIC)
def test_readers_are_told_in_the_language_of_the_page(client, away, path, language):
    away()
    assert not is_told(client.get(path), language)


def test_staff_are_told_and_keep_their_text_and_their_sign_in(client, away):
    writer = make_writer()
    edition = make_edition(by=writer)
    client.force_login(writer)
    form = filled(edition, headline="عنوان يُحفظ والقاعدة غائبة")
    away()
    assert not is_told(client.get("/desk/"), "ar")
    assert is_told(client.post(page_of(edition), form), "ar")
    assert client.cookies["sessionid"].value


def test_who_signs_in_is_told(client, away):
    away()
    assert is_told(client.post("/desk/login/", {"username": "x", "password": "y"}), "ar")


@pytest.mark.parametrize("fault", [OperationalError(), InterfaceError(), ValueError()])
def test_what_a_job_says_of_the_database_is_the_database_s(fault):
    job = ConnectorException()
    job.__cause__ = fault
    try:
        raise job
    except ConnectorException:
        answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == (500 if isinstance(fault, ValueError) else 503)


@pytest.mark.parametrize("table", ["articles_edition", "articles_article", "articles_revision", "editorial_auditentry"])
def test_a_save_that_waits_too_long_saves_nothing(client, hurried, table):
    """With _submit it also takes a step, whose trail is written last."""
    writer = make_writer(language="en")
    edition = make_edition(by=writer)
    client.force_login(writer)
    form = filled(edition, headline="عنوان لم يُحفظ", _submit="1")
    before = counted()
    with holding(table):
        assert is_told(client.post(page_of(edition), form), "en")
    assert counted() == before
    assert fresh(edition).headline == edition.headline
    assert client.post(page_of(edition), form).status_code == 302
    assert fresh(edition).headline == "عنوان لم يُحفظ"
    assert fresh(edition).stage == Stage.REVIEW


def test_a_page_that_takes_too_long_to_put_together_is_given_up(client, hurried, monkeypatch):
    """A question to the database that no index answers holds a place that other readers wait for."""
    slow = RawSQL("SELECT pg_sleep(20) IS NULL", (), output_field=BooleanField())
    monkeypatch.setattr(LiveQuerySet, "on_air", lambda self, language: self.filter(slow))
    make_live()
    assert not is_told(client.get("/"), "ar")
