"""What monitors hear of the newsroom's machine."""

import json
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from newsroom.ops import health


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_living_process_says_so_without_asking_the_database(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_a_ready_newsroom_says_so_by_booleans_alone(client, media):
    answer = client.get("/health/ready")
    told = json.loads(answer.content)
    assert answer.status_code == 200, told
    assert told == {
        "ready": True,
        "checks": {"database": True, "migrations": True, "media": True, "room": True},
        "worker": False,
    }
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_in_time(client, media, monkeypatch):
    nobody = connection.get_connection_params() | {"host": "127.0.0.1", "port": 1}
    monkeypatch.setattr(connection, "get_connection_params", lambda: nobody)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"] == {"database": False, "migrations": False, "media": True, "room": True}


@pytest.mark.django_db
def test_a_database_of_an_older_shape_is_not_ready(client, media, monkeypatch):
    monkeypatch.setattr(health, "known_migrations", lambda: frozenset({("articles", "0099_not_yet_there")}))
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"]["migrations"] is False


@pytest.mark.django_db
def test_a_database_without_any_table_is_not_ready(client, media, monkeypatch):
    monkeypatch.setattr(health, "FINISHED", "SELECT app, name FROM no_such_table")
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"]["database"] is True


@pytest.mark.django_db
def test_a_missing_pictures_folder_and_a_full_disk_are_told(client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "none"
    assert json.loads(client.get("/health/ready").content)["checks"]["media"] is False
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(health, "ROOM", 2**62)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"]["room"] is False


@pytest.mark.django_db
def test_a_worker_that_beats_is_seen_and_one_that_died_is_not(client, media):
    def beat(age: str) -> bool:
        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as committed:
            committed.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)", [age])
            try:
                return json.loads(client.get("/health/ready").content)["worker"]
            finally:
                committed.execute("DELETE FROM procrastinate_workers")

    assert beat("5 seconds") is True
    assert beat("5 minutes") is False


def test_health_is_only_for_reading_and_has_no_other_address(client):
    assert client.post("/health/live").status_code == 405
