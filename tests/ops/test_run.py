"""`make run` from an empty folder to the reader's first page, and to nothing left after Ctrl-C."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from newsroom.ops import place, reset, run
from newsroom.ops.bootstrap import ROOT, CannotRun, lock_run
from newsroom.ops.processes import Child, start, stop

pytestmark = [
    pytest.mark.xdist_group("embedded database"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),  # xdist's threads, not ours
]

FIRST_START_SECONDS = 120  # the demo day goes through the real workflow; a busy machine may take a while
PATIENCE = 20


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tahrir-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)
        shutil.rmtree(place.lasting(Path(name)).sockets, ignore_errors=True)


@pytest.fixture(scope="module")
def port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


@pytest.fixture
def runner(var: Path, port: str) -> Iterator["subprocess.Popen[str]"]:
    """The run itself, as the first step of `make run` hands over to it."""
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BIND", "SITE_URL"}}
    with subprocess.Popen(
        [sys.executable, "-m", "newsroom.ops.run"], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=env | {"TAHRIR_VAR": str(var), "PORT": port, "DJANGO_SETTINGS_MODULE": "of.another.project"},
    ) as process:
        yield process
        process.kill()


def first_page(port: str, process: "subprocess.Popen[str]") -> str:
    """The front page, once it answers; fails with what the run said when it ends instead."""
    for _ in range(FIRST_START_SECONDS * 10):
        assert process.poll() is None, process.stderr.read()
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                assert answer.status == 200
                return answer.read().decode()
        except URLError:
            time.sleep(0.1)
    pytest.fail("no answer")


def test_from_an_empty_folder_to_the_front_page_and_to_nothing_left(runner, port, var):
    assert '<html lang="ar" dir="rtl"' in first_page(port, runner)
    started = psutil.Process(runner.pid).children(recursive=True)
    assert len(started) > 4

    with pytest.raises(CannotRun, match="runs from this folder already"):
        lock_run(var)

    runner.send_signal(signal.SIGINT)
    told, complaints = runner.communicate(timeout=PATIENCE)
    assert runner.returncode == 0
    assert f"http://127.0.0.1:{port}/desk/" in told
    assert "newsroom-demo" in told
    assert "Traceback" not in complaints
    assert psutil.wait_procs(started, timeout=0)[1] == []


def test_the_second_start_is_quick_and_even_a_killed_run_leaves_nothing(runner, port):
    began = time.monotonic()
    first_page(port, runner)
    assert time.monotonic() - began < 15, "5 seconds on a machine of one's own; tests share theirs"
    started = psutil.Process(runner.pid).children(recursive=True)
    assert len(started) > 4
    runner.kill()
    assert psutil.wait_procs(started, timeout=PATIENCE)[1] == []


def test_one_part_that_ends_by_itself_is_named():
    child = start("the worker", ["false"], env={"PATH": os.environ["PATH"]})
    child.process.wait()
    with pytest.raises(CannotRun, match=r"the worker ended by itself \(status 1\)"):
        run.check_alive([child])


def test_a_part_that_does_not_want_to_end_is_made_to():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    with tempfile.TemporaryFile() as output:
        child: Child = start("the worker", [sys.executable, "-c", deaf], env=os.environ, output=output)
        while not os.fstat(output.fileno()).st_size:
            time.sleep(0.05)
        stop(child, seconds=0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_resetting_forgets_the_database_and_the_pictures_but_nothing_that_is_not_ours(tmp_path, capsys):
    for name in ("postgres", "media", "family-pictures"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    reset.reset(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["family-pictures", "run.lock"]
    assert f"Removed {tmp_path}/postgres" in capsys.readouterr().out


def test_nothing_is_reset_under_a_running_newsroom(tmp_path):
    (tmp_path / "postgres").mkdir()
    lock = lock_run(tmp_path)
    with pytest.raises(CannotRun, match="runs from this folder already"):
        reset.reset(tmp_path)
    os.close(lock)
    assert (tmp_path / "postgres").exists()
