"""A command with a database for as long as it runs: `make test` stands on it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psutil
import pytest

from newsroom.ops.bootstrap import ROOT

pytestmark = pytest.mark.xdist_group("embedded database")

WITH_DATABASE = [sys.executable, "-m", "newsroom.ops.with_database", sys.executable, "-c"]
ASK = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute(\"select 'تحرير'\").fetchone()[0])"
WAIT = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
BARE = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def folder_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).netloc.partition("@")[2].rpartition(":")[0])).parent


@pytest.fixture
def outer() -> Iterator["subprocess.Popen[str]"]:
    """A command that says where its database is, then waits."""
    with subprocess.Popen([*WITH_DATABASE, WAIT], env=BARE, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def family(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    """All that the process started; empty once it is gone, so asked for while it lives."""
    return psutil.Process(process.pid).children(recursive=True)


def test_the_command_reaches_its_database_and_its_status_comes_back():
    command = [*WITH_DATABASE, f"{ASK}; raise SystemExit(7)"]
    done = subprocess.run(command, env=BARE, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("تحرير\n", "", 7)


def test_a_given_database_is_used_and_left_to_its_owner():
    inner = f"{sys.executable} -m newsroom.ops.with_database sh -c 'echo $DATABASE_URL'"
    command = [*WITH_DATABASE[:-2], "sh", "-c", f"{inner}; {inner}; echo $DATABASE_URL"]
    done = subprocess.run(command, env=BARE, cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(done.stdout.split()) == 3
    assert len(set(done.stdout.split())) == 1


def test_a_command_killed_by_a_signal_is_no_success():
    done = subprocess.run([*WITH_DATABASE, "import os; os.kill(os.getpid(), 9)"], env=BARE, cwd=ROOT, check=False)
    assert done.returncode == 128 + signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_stops_it_leaves_neither_command_nor_server_nor_data(outer, number):
    folder = folder_of(outer.stdout.readline())
    started = family(outer)
    assert len(started) > 2
    outer.send_signal(number)
    outer.wait(timeout=20)
    assert psutil.wait_procs(started, timeout=0)[1] == []
    assert not folder.exists()


def test_even_when_it_is_killed_nothing_goes_on_without_it(outer):
    folder = folder_of(outer.stdout.readline())
    started = family(outer)
    outer.kill()
    outer.wait()
    assert psutil.wait_procs(started, timeout=20)[1] == []
    subprocess.run([*WITH_DATABASE, ASK], env=BARE, cwd=ROOT, capture_output=True, check=True)
    assert not folder.exists(), "the next one tidies up"
