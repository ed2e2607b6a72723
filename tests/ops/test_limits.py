"""How long the database may take: the web server's connections have limits, those of commands and jobs have none."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from newsroom.ops import limits

ASKED = ("statement_timeout", "lock_timeout", "search_path")
SHOW = "; ".join(f"print(ask('SHOW {name}'))" for name in ASKED)
LOOK = f"from django.db import connection; ask = lambda q: (c := connection.cursor()).execute(q) and c.fetchone()[0]; {SHOW}"
WEB = f"import newsroom.wsgi; {LOOK}"
COMMAND = f"import django; django.setup(); {LOOK}"
WORKER = (
    "import django; django.setup(); import psycopg; from procrastinate.contrib.django.utils import connector_params;"
    "print(psycopg.connect(**connector_params()).execute('SHOW statement_timeout').fetchone()[0])"
)


def told(script: str, **env: str) -> list[str]:
    """What a process of its own prints; the connection is to the server's database that is always there."""
    ours = {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test", "DATABASE_URL": url()} | env
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | ours, cwd=settings.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def url(question: str = "") -> str:
    known = connection.settings_dict
    where = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    return f"postgres:///postgres?{urlencode({name: value for name, value in where.items() if value})}&{question}"


def test_the_web_server_gives_up_where_commands_and_jobs_go_on():
    assert told(WEB)[:2] == ["15s", "5s"]
    assert told(WEB, WEB_STATEMENT_SECONDS="30", WEB_LOCK_SECONDS="0")[:2] == ["30s", "0"]
    assert told(COMMAND)[:2] == ["0", "0"]
    assert told(WORKER) == ["0"]


def test_what_the_database_s_address_says_itself_counts_more():
    own = url("options=-c%20statement_timeout%3D90s%20-c%20search_path%3Dpg_catalog")
    assert told(WEB, DATABASE_URL=own) == ["90s", "5s", "pg_catalog"]
    assert told(COMMAND, DATABASE_URL=own) == ["90s", "0", "pg_catalog"]


def test_a_line_that_was_cut_is_noticed_in_seconds():
    known = connection.get_connection_params()
    with psycopg.connect(**known) as line:
        words = line.info.get_parameters()
    assert int(words["connect_timeout"]) <= 10
    assert int(words["tcp_user_timeout"]) <= 15_000
    assert int(words["keepalives_idle"]) + int(words["keepalives_interval"]) * int(words["keepalives_count"]) <= 30


def test_a_database_reached_by_a_private_socket_takes_them_too():
    """As `make run` starts it: the host is a folder."""
    database = {"OPTIONS": {"host": "/tmp/nowhere"}}  # noqa: S108 nothing is opened
    limits.put_on(database, {"statement_timeout": timedelta(seconds=15), "lock_timeout": timedelta(milliseconds=200)})
    assert database["OPTIONS"]["options"] == "-c statement_timeout=15000 -c lock_timeout=200"
    assert database["OPTIONS"]["host"] == "/tmp/nowhere"  # noqa: S108 as above


@pytest.mark.parametrize("wrong", ["soon", "-1", "1.5"])
def test_a_limit_that_is_no_number_is_refused_by_name(wrong):
    with pytest.raises(AssertionError, match=f"WEB_LOCK_SECONDS='{wrong}': give whole seconds"):
        told(COMMAND, WEB_LOCK_SECONDS=wrong)
