"""What the tests of this folder start: databases of their own, and the web server and front server of production."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

ROOT = settings.ROOT
HOST = "news.example.org"
PATIENCE = 60  # seconds for a server to come up
SECRETS = {
    "DJANGO_SETTINGS_MODULE": "newsroom.settings.prod",
    "SECRET_KEY": "b7" + "0123456789abcdef" * 4,
    "SITE_URL": f"https://{HOST}",
    "ALLOWED_HOSTS": HOST,
    "EMAIL_HOST": "smtp.example.org",
    "DEFAULT_FROM_EMAIL": "desk@example.org",
}


def address_of(database: str) -> str:
    """DATABASE_URL of another database on the server that the tests use."""
    known = connection.settings_dict
    password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    place = f"{known['HOST']}:{known['PORT'] or 5432}" if not known["HOST"].startswith("/") else ""
    query = f"?host={known['HOST']}&port={known['PORT'] or 5432}" if known["HOST"].startswith("/") else ""
    return f"postgres://{known['USER']}{password}@{place}/{database}{query}"


@contextmanager
def on_server() -> Iterator[psycopg.Connection]:
    """A line to the server itself, for making and dropping databases."""
    wanted = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**wanted, autocommit=True) as server:
        yield server


@contextmanager
def database(name: str, template: str) -> Iterator[str]:
    """A database for as long as the block runs, made as a copy of `template`, which nobody may be using meanwhile."""
    connection.close()
    with on_server() as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template])
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        with on_server() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let Django speak to another database for a while."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def manage(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py with that environment and nothing of ours but the PATH."""
    command = [sys.executable, "manage.py", *words]
    clean = {"PATH": os.environ["PATH"], **env}
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=60, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], log: Path, **how: object) -> Iterator[subprocess.Popen]:
    """Run a program for as long as the block runs; what it says goes to `log`."""
    with log.open("ab") as said, subprocess.Popen(command, stdout=said, stderr=said, **how) as program:
        try:
            yield program
        finally:
            program.terminate()
            program.wait(timeout=PATIENCE)


def wait_for_port(port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}:\n{log.read_text()}")


def nginx_program() -> str:
    found = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    assert found, "nginx is missing: `apt-get install nginx` (.ci/run does it); this test runs our own configuration in it"
    return found


class Answer:
    """What came back: status, headers (a mapping that ignores case) and bytes."""

    def __init__(self, raw: http.client.HTTPResponse):
        self.status, self.headers, self.body = raw.status, raw.headers, raw.read()

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(line: http.client.HTTPConnection, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Send one request, as https from the outer proxy would look, and read the whole answer."""
    sent = {"Host": HOST, "X-Forwarded-Proto": "https"} | {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body=body, headers=sent)
    try:
        return Answer(line.getresponse())
    finally:
        line.close()
