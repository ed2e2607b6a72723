"""The background worker does its jobs, lives through a lost database and ends when asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from tests.deploy import machine

pytestmark = pytest.mark.xdist_group("backup")  # with the other tests that use the same newsroom

PATIENCE = 60  # seconds


def until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


@pytest.fixture
def database(newsroom, django_db_blocker):
    with django_db_blocker.unblock(), machine.database(f"{newsroom.database}_worker", newsroom.empty) as name:
        yield name


@pytest.fixture
def ask(database):
    """Ask the worker's database one thing, whatever has happened to the line before."""

    def ask(sentence: str, **words: object) -> list[tuple]:
        wanted = connection.get_connection_params() | {"dbname": database}
        with psycopg.connect(**wanted, autocommit=True) as line:
            found = line.execute(sentence, words)
            return found.fetchall() if found.description else []

    return ask


@pytest.fixture
def worker(database, tmp_path):
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.test",
        "DATABASE_URL": machine.address_of(database),
        "TAHRIR_VAR": str(tmp_path),
    }
    log = tmp_path / "worker.log"
    with log.open("wb") as said:
        command = [sys.executable, "manage.py", "worker", "--jobs", "1"]
        program = subprocess.Popen(command, cwd=machine.ROOT, env=env, stdout=said, stderr=said)
    yield program, log
    if program.poll() is None:
        program.kill()
    program.wait(timeout=PATIENCE)


def leave_a_job(ask) -> int:
    """A job that needs nothing: it looks for jobs that were dropped."""
    sentence = """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)
        VALUES ('default', 'pick_up_dropped', '{"timestamp": 0}', 'todo', 0) RETURNING id"""
    return ask(sentence)[0][0]


def is_done(ask, job: int) -> bool:
    """Jobs that went well are taken out of the table."""
    return not ask("SELECT 1 FROM procrastinate_jobs WHERE id = %(job)s", job=job)


def test_the_worker_lives_through_a_lost_database_and_ends_when_asked(worker, database, ask):
    program, log = worker
    first = leave_a_job(ask)
    until(lambda: is_done(ask, first), "the first job was not done")
    until(lambda: not ask("SELECT 1 FROM procrastinate_jobs"), "a job is still in hand")

    with machine.on_server() as server:
        server.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])
        until(lambda: "trying again" in log.read_text(), "the loss was not told")
        server.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
    second = leave_a_job(ask)
    until(lambda: is_done(ask, second), "the second job was not done")

    living = ask("SELECT max(id) FROM procrastinate_workers")[0][0]
    program.send_signal(signal.SIGTERM)
    assert program.wait(timeout=PATIENCE) == 0
    said = log.read_text()
    assert "worker stopped" in said
    assert "Traceback" not in said
    assert ask("SELECT 1 FROM procrastinate_workers WHERE id = %(living)s", living=living) == []


def test_a_job_whose_worker_lost_its_power_is_done_after_all(ask, worker):
    dead = ask("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id")[0][0]
    sentence = """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, worker_id)
        VALUES ('default', 'pick_up_dropped', '{"timestamp": 1}', 'doing', %(tries)s, %(dead)s) RETURNING id"""
    dropped, hopeless = (ask(sentence, tries=tries, dead=dead)[0][0] for tries in (1, 3))
    leave_a_job(ask)
    until(lambda: is_done(ask, dropped), "the dropped job was not picked up")
    until(
        lambda: ask("SELECT status FROM procrastinate_jobs WHERE id = %(job)s", job=hopeless) == [("failed",)], "tried for ever"
    )
