"""What stands in the way of `make run` is said in one line, before anything long is done."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.ops import bootstrap, database
from newsroom.ops.bootstrap import CannotRun

SCRIPT = Path(bootstrap.__file__)
NOBODY = 65534

OLD_PYTHON = "import sys; sys.version_info = (3, 8, 1, 'final', 0)"
NO_VENV_MODULE = "import sys; sys.modules['ensurepip'] = None"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy with no more in it than the first step reads."""
    (tmp_path / "newsroom" / "ops").mkdir(parents=True)
    (tmp_path / "requirements").mkdir()
    shutil.copy(SCRIPT, tmp_path / "newsroom" / "ops")
    for kind in ("run", "dev"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text(f"tahrir-{kind}==1 --hash=sha256:{'0' * 64}\n")
    return tmp_path


@pytest.fixture
def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def attempt(clone: Path, task: str = "run", before: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
    """Run the first step as make does; `before` is Python that makes the machine poorer than it is."""
    script = str(clone / "newsroom" / "ops" / "bootstrap.py")
    code = f"{before}\nimport runpy, sys\nsys.argv = [{script!r}, {task!r}]\nrunpy.run_path({script!r}, run_name='__main__')"
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "TAHRIR_VAR", "PORT"}}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, env=kept | env, timeout=120, check=False)


def refusal(done: "subprocess.CompletedProcess[str]") -> str:
    """The one line that somebody sees; anything more, or a success, fails the test."""
    assert done.returncode not in {0, -9}
    assert done.stderr.startswith("tahrir: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@contextmanager
def without_power() -> Iterator[None]:
    """Root may write everywhere; an ordinary user stays one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_python_too_old_can_still_read_that_it_is_too_old():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_a_python_too_old_is_told_which_one_is_needed(clone, tmp_path):
    line = refusal(attempt(clone, before=OLD_PYTHON, PATH=str(tmp_path)))
    assert "Python 3.11 or newer is needed, this one is 3.8" in line


def test_a_newer_python_beside_the_old_one_is_taken(clone, tmp_path):
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\n[ "$1" = -c ] || echo taken "$@"\n')
    newer.chmod(0o755)
    done = attempt(clone, before=OLD_PYTHON, PATH=f"{tmp_path}:/usr/bin:/bin")
    assert done.stdout == f"taken {clone}/newsroom/ops/bootstrap.py run\n"


def test_a_missing_venv_module_names_the_package_that_brings_it(clone, free_port):
    line = refusal(attempt(clone, before=NO_VENV_MODULE, PORT=free_port))
    assert f"apt install python3.{sys.version_info[1]}-venv" in line


def test_a_taken_port_is_named_before_anything_is_installed(clone):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        assert f"port {port} cannot be used (Address already in use)" in refusal(attempt(clone, PORT=port))
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize("port", ["ثمانية", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(clone, port):
    assert "give a number from 1 to 65535" in refusal(attempt(clone, PORT=port))


def test_a_folder_that_cannot_be_made_is_named(clone):
    (clone / "file").touch()
    assert f"cannot write in {clone}/file/var" in refusal(attempt(clone, TAHRIR_VAR=str(clone / "file" / "var")))


def test_a_folder_of_somebody_else_is_named(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    with without_power(), pytest.raises(CannotRun, match=r"cannot write in .*closed \(Permission denied\)"):
        bootstrap.check_writable(closed)


def test_a_second_run_in_the_same_folder_names_the_first(clone):
    (clone / "var").mkdir()
    lock = bootstrap.lock_run(clone / "var")
    try:
        assert f"runs from this folder already (process {os.getpid()})" in refusal(attempt(clone))
    finally:
        os.close(lock)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://desk:s3cret@db/tahrir", "postgres://desk:s3cret@db", "postgres://desk:s3cret@db:port/tahrir", "s3cret",
        "postgres://desk:s3cret@[db/tahrir", "postgres://desk:s3cret@db:0/tahrir", "postgres://desk:s3cret@db:99999/tahrir",
    ],
)
def test_a_database_address_that_is_none_is_refused_without_repeating_it(clone, free_port, url):
    line = refusal(attempt(clone, DATABASE_URL=url, PORT=free_port))
    assert "write it as postgres://user:password@host:5432/database" in line
    assert "s3cret" not in line


def test_a_database_that_does_not_answer_ends_the_run_in_one_line(tmp_path, free_port):
    env = os.environ | {"DATABASE_URL": f"postgres://desk:s3cret@127.0.0.1:{free_port}/tahrir", "TAHRIR_VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "newsroom.ops.run"], capture_output=True, text=True, env=env, cwd=bootstrap.ROOT, check=False
    )
    line = refusal(done)
    assert "DATABASE_URL cannot be reached" in line
    assert f'"127.0.0.1", port {free_port} failed: Connection refused' in line
    assert "s3cret" not in line


def test_a_parameter_that_postgresql_does_not_know_is_refused_in_one_line(free_port):
    with pytest.raises(CannotRun, match=r"DATABASE_URL cannot be reached: .*jdbc"):
        database.check_reachable(f"postgres://desk@127.0.0.1:{free_port}/tahrir?jdbc=1")


def test_an_installation_without_a_network_is_not_taken_for_a_finished_one(clone):
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    failed = attempt(clone, task="dev", **offline)
    assert "requirements/dev.txt could not be installed (is there a network?): ERROR" in refusal(failed)

    (clone / "requirements" / "dev.txt").write_text("# nothing more is needed\n")
    assert "Installing requirements/dev.txt" in attempt(clone, task="dev", **offline).stdout
    assert attempt(clone, task="dev", **offline).stdout == ""

    (clone / "requirements" / "dev.txt").write_text("# another list\n")
    assert "Installing requirements/dev.txt" in attempt(clone, task="dev", **offline).stdout


def test_what_was_installed_for_development_does_for_a_run(clone, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", clone)
    monkeypatch.setattr(bootstrap, "VENV", clone / ".venv")
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").touch()
    (clone / ".venv" / ".installed-dev").write_text(bootstrap.stamp_of("dev"))
    bootstrap.install("run")
    assert not (clone / ".venv" / ".installed-run").exists()


def pins(kind: str) -> set[str]:
    listed = (bootstrap.ROOT / "requirements" / f"{kind}.txt").read_text().splitlines()
    return {line.rstrip(" \\") for line in listed if line[:1].isalnum()}


def test_each_list_of_packages_holds_the_smaller_one():
    assert len(pins("prod")) > 10
    assert pins("prod") < pins("run") < pins("dev")


@pytest.mark.parametrize("kind", ["prod", "run", "dev"])
def test_lists_of_packages_name_no_download_address(kind):
    text = (bootstrap.ROOT / "requirements" / f"{kind}.txt").read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins(kind))


def test_make_alone_says_what_it_can_do():
    told = subprocess.run(["make"], cwd=bootstrap.ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split(":")[0] for line in told.splitlines()} >= {"make run", "make test", "make check", "make reset"}
