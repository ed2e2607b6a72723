"""What the log says of requests: one line for each that was refused; the stack only where the fault is ours."""

import io
import logging
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from articles.views import pages
from newsroom.lib.logs import LONGEST_PATH
from tests.make import make_editor, make_writer

pytestmark = pytest.mark.django_db


@contextmanager
def said():
    """What the console would get, under the settings' own formatter."""
    known = dict(settings.LOGGING["formatters"]["line"])
    formatter = import_string(known.pop("()"))(known.pop("format"), **known)
    paper = io.StringIO()
    console = logging.StreamHandler(paper)
    console.setFormatter(formatter)
    root = logging.getLogger()
    root.addHandler(console)
    try:
        yield lambda: paper.getvalue().splitlines()
    finally:
        root.removeHandler(console)


def asked(path="/", method="get", client=None, **known):
    client = client or Client(raise_request_exception=False)
    with said() as lines:
        answer = getattr(client, method)(path, **known)
        return answer.status_code, lines()


def someone_at_the_desk() -> Client:
    client = Client()
    client.force_login(make_writer())
    return client


def test_a_missing_page_is_one_line_with_its_path_as_it_was_written():
    status, lines = asked("/محليات/لا-شيء/")
    assert status == 404
    assert [line.split(" WARNING ")[1] for line in lines] == ["django.request 404 GET /محليات/لا-شيء/"]


def test_a_host_that_is_not_ours_is_one_line_without_the_host():
    status, lines = asked("/iraq/?q=سر", headers={"host": "evil.example"})
    assert status == 400
    assert len(lines) == 1
    assert lines[0].endswith("django.security.DisallowedHost 400 GET /iraq/ DisallowedHost")


@pytest.mark.parametrize(
    ("path", "method", "known", "status"),
    [
        ("/desk/editorial/user/", "get", {}, 403),
        ("/desk/articles/edition/add/", "post", {"data": {"body": "ب" * 3_000_000}}, 400),
        ("/desk/articles/edition/add/", "post", {"data": {f"f{number}": "" for number in range(600)}}, 400),
        ("/desk/logout/", "get", {}, 405),
        ("/desk/articles/nothing/", "get", {}, 404),
    ],
)
def test_whatever_is_refused_at_the_desk_is_one_line(path, method, known, status):
    answered, lines = asked(path, method, someone_at_the_desk(), **known)
    assert answered == status
    assert len(lines) == 1
    assert f" {status} {method.upper()} {path}" in lines[0]


def test_a_forged_form_is_one_line_without_what_stood_in_it():
    client = Client(enforce_csrf_checks=True)
    status, lines = asked("/desk/login/", "post", client, data={"username": "سلمى", "password": "سر"})
    assert status == 403
    assert len(lines) == 1
    assert "سلمى" not in lines[0]


def test_a_path_writes_no_lines_of_its_own_into_the_log():
    """Neither a line end nor a mark that turns what follows around; nor without end."""
    _status, lines = asked("/x%0A2026-01-01 ERROR forged/%E2%80%AE/" + "ن" * 5000 + "/")
    assert len(lines) == 1
    assert "\u202e" not in lines[0]
    assert len(lines[0]) < LONGEST_PATH + 100


def test_a_fault_of_ours_keeps_its_stack_once(monkeypatch):
    monkeypatch.setattr(pages.pages, "front", lambda language: {}["missing"])
    status, lines = asked("/")
    assert status == 500
    assert [line for line in lines if line.startswith("Traceback")] == ["Traceback (most recent call last):"]
    assert lines[0].endswith("ERROR django.request 500 GET / KeyError")
    assert lines[-1] == "KeyError: 'missing'"


def test_a_database_that_is_away_is_a_line_for_each_request(monkeypatch):
    def nobody_answers(language):
        raise OperationalError("connection refused")

    monkeypatch.setattr(pages.pages, "front", nobody_answers)
    status, lines = asked("/en/")
    assert status == 503
    assert [line.split(" ERROR ")[1] for line in lines] == ["django.request 503 GET /en/ OperationalError"]


def test_what_is_said_of_no_request_is_left_as_it_is():
    with said() as lines:
        logging.getLogger("tahrir.worker").warning("worker can't work (%s)", "away")
        assert lines()[0].endswith("WARNING tahrir.worker worker can't work (away)")


def test_django_s_own_handlers_say_nothing_a_second_time():
    assert logging.getLogger("django").handlers == []
    assert logging.getLogger("django").propagate


def test_signing_in_says_nothing_of_the_person():
    editor = make_editor()
    _status, lines = asked("/desk/login/", "post", data={"username": editor.username, "password": "falsch"})
    assert not any(editor.username in line for line in lines)
