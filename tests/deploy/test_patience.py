"""A database that keeps the web server waiting: readers are told in seconds, and the next of them gets the page again."""

import http.client
import time

import psycopg
from django.db import connection

from tests.deploy import machine


def lines_of(site) -> list[str]:
    return (site.folder / "gunicorn.log").read_text().splitlines()


def test_who_waits_for_a_locked_table_is_told_and_the_log_says_it_in_a_line(site):
    def ask(path: str) -> machine.Answer:
        return machine.ask(http.client.HTTPConnection("127.0.0.1", site.front, timeout=20), path)

    before, began = len(lines_of(site)), time.monotonic()
    with psycopg.connect(**connection.get_connection_params() | {"dbname": site.newsroom.database}) as somebody:
        somebody.execute("LOCK TABLE articles_live IN ACCESS EXCLUSIVE MODE")
        answer = ask("/ckb/")
        somebody.rollback()
    assert time.monotonic() - began < 10
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert '<html lang="ckb" dir="rtl">' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert [line.split(" ERROR ")[1] for line in lines_of(site)[before:]] == ["django.request 503 GET /ckb/ OperationalError"]
    assert ask("/ckb/").status == 200
