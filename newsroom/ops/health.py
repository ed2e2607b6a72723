"""Whether this process lives, and whether it can do its work. Told to monitors: booleans only, nothing to learn from."""

import os
import shutil
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = 2  # seconds for the database to answer
ROOM = 200 * 1024 * 1024  # bytes; with less on the disk of the pictures, uploads and soon the database fail
HEARTBEAT_AGE = 60  # seconds; a living worker writes one every ten

FINISHED = "SELECT app, name FROM django_migrations"
BEATS = "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answers whenever the process does; asks neither database nor disk."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 as long as readers or staff would meet a fault. A missing worker is told, yet pages go on."""
    checks = database_checks() | {"media": media_is_writable(), "room": room_is_left()}
    worker = checks.pop("worker")
    well = all(checks.values())
    return JsonResponse({"ready": well, "checks": checks, "worker": worker}, status=200 if well else 503)


def database_checks() -> dict[str, bool]:
    """Whether the database answers in time, is of this program's shape, and has heard from a worker."""
    try:
        with fresh_connection() as database:
            applied = set(database.execute(FINISHED).fetchall())
            beats = database.execute(BEATS, [HEARTBEAT_AGE]).fetchone()
    except psycopg.errors.UndefinedTable:
        return {"database": True, "migrations": False, "worker": False}
    except psycopg.Error:
        return {"database": False, "migrations": False, "worker": False}
    return {"database": True, "migrations": known_migrations() <= applied, "worker": bool(beats and beats[0])}


def fresh_connection() -> psycopg.Connection:
    """A connection of its own: one that is kept may hang for minutes on a server that has gone silent."""
    patience = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
    known = connection.get_connection_params()
    limits = {"options": f"{known.get('options', '')} -c statement_timeout={PATIENCE}s"}
    return psycopg.connect(**(known | patience | limits), autocommit=True)


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Every migration of this program; they are files, so they don't change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def media_is_writable() -> bool:
    return os.access(settings.MEDIA_ROOT, os.W_OK | os.X_OK)


def room_is_left() -> bool:
    folder = Path(settings.MEDIA_ROOT)
    return folder.is_dir() and shutil.disk_usage(folder).free >= ROOM
