"""A newsroom of its own for the tests of this folder: they commit, back up and serve, which the shared database can't bear."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from tests.deploy import machine
from tests.make import make_live, make_masthead, make_photo


class Newsroom(NamedTuple):
    """A database with one story on air, its pictures' folder, and a migrated database without a row to copy."""

    database: str
    empty: str
    media: Path
    headline: str


class Site(NamedTuple):
    """Production's web server behind production's front server, and where the front can be asked."""

    newsroom: Newsroom
    folder: Path
    front: int
    gunicorn: int


@pytest.fixture(scope="session")
def newsroom(django_db_blocker, worker_id, tmp_path_factory) -> Iterator[Newsroom]:
    """One story with a picture on air, committed."""
    name = f"{connection.settings_dict['NAME']}_deploy_{worker_id}"
    media = tmp_path_factory.mktemp("newsroom") / "media"
    with django_db_blocker.unblock(), machine.database(f"{name}_empty", "template0") as empty:
        with machine.connected_to(empty):
            call_command("migrate", verbosity=0)
        with machine.database(name, empty), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.conf.settings.MEDIA_ROOT", str(media))
            with machine.connected_to(name), translation.override("ar"):
                make_masthead()
                headline = make_live(picture=make_photo()).release.headline
            yield Newsroom(name, empty, media, headline)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory) -> Iterator[Path]:
    """What compose mounts under /srv/tahrir; open to all, for nginx drops to another user where it was started by root."""
    folder = Path(tempfile.mkdtemp(prefix="tahrir-deploy-"))
    folder.chmod(0o755)
    for name in ("run", "acme", "tls"):
        (folder / name).mkdir()
    shutil.copytree(machine.ROOT / "deploy" / "nginx", folder / "nginx")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def site(newsroom, site_folder, django_db_blocker) -> Iterator[Site]:
    """Only the ports and the place of gunicorn are other than in docker-compose.yml."""
    nginx = machine.nginx_program()
    shutil.copytree(newsroom.media, site_folder / "media")
    front, gunicorn = machine.free_port(), machine.free_port()
    with django_db_blocker.unblock():
        address = machine.address_of(newsroom.database)
    env = machine.SECRETS | {
        "DATABASE_URL": address,
        "TAHRIR_VAR": str(site_folder),
        "BIND": f"127.0.0.1:{gunicorn}",
        "WEB_WORKERS": "1",
        "PATH": os.environ["PATH"],
    }
    collected = machine.manage("collectstatic", "--noinput", "--verbosity=0", env=env)
    assert collected.returncode == 0, collected.stderr
    put_front(site_folder, "behind", {"8080": front}, gunicorn)
    web = [sys.executable, "-m", "gunicorn", "-c", "python:newsroom.gunicorn_settings", "newsroom.wsgi:application"]
    with (
        machine.running(web, site_folder / "gunicorn.log", cwd=machine.ROOT, env=env),
        machine.running(front_command(nginx, site_folder), site_folder / "nginx.log"),
    ):
        machine.wait_for_port(gunicorn, site_folder / "gunicorn.log")
        machine.wait_for_port(front, site_folder / "nginx.log")
        yield Site(newsroom, site_folder, front, gunicorn)


def front_command(nginx: str, folder: Path) -> list[str]:
    """As docker-compose.yml starts it."""
    return [nginx, "-e", "stderr", "-p", f"{folder}/", "-c", f"{folder}/nginx/nginx.conf", "-g", "daemon off;"]


def put_front(folder: Path, kind: str, ports: dict[str, int], gunicorn: int) -> None:
    """Choose one of the two fronts, on these ports."""
    text = (folder / "nginx" / "front" / f"{kind}.conf").read_text()
    for usual, ours in ports.items():
        assert f"listen {usual}" in text
        text = text.replace(f"listen {usual}", f"listen 127.0.0.1:{ours}")
    (folder / "front.conf").write_text(text)
    (folder / "nginx" / "upstream.conf").write_text(f"upstream tahrir {{ server 127.0.0.1:{gunicorn}; keepalive 16; }}\n")
