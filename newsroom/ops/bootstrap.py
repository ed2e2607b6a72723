"""Runs under the machine's own python3: says in one line what is missing, makes .venv, hands over to it.

Every Python from 3.6 on must be able to read this file, or nobody would learn that theirs is too old.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
VAR = Path(os.environ.get("TAHRIR_VAR", "").strip() or ROOT / "var").resolve()

NEEDED = (3, 11)
NEWEST = (3, 19)  # looked for by name where `python3` itself is too old

# What is installed for dev holds all that run pins, so it does for both.
ENOUGH_FOR = {"run": ("run", "dev"), "dev": ("dev",)}


class CannotRun(Exception):
    """One line for the person who typed `make`: what is wrong, and what to do."""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def check_python(version: tuple) -> None:
    if tuple(version[:2]) < NEEDED:
        raise CannotRun(
            "Python 3.11 or newer is needed, this one is {}.{}: install a newer one, or name it, "
            "as in PYTHON=python3.12".format(*version[:2])
        )


def find_newer_python() -> str:
    """The newest python3.x on PATH that really starts; empty when there is none."""
    for minor in range(NEWEST[1], NEEDED[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:  # noqa: S603 found on PATH
            return found
    return ""


def check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=str(folder)):
            pass
    except OSError as problem:
        raise CannotRun(
            f"cannot write in {folder} ({problem.strerror}): give this user the folder, or clone into one that is theirs"
        ) from None


def check_venv_module() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise CannotRun(
            "Python's venv module is missing: install it, on Debian and Ubuntu with "
            f"`apt install python3.{sys.version_info[1]}-venv`"
        )


def check_port(text: str) -> None:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotRun(f"PORT={text}: give a number from 1 to 65535, as in PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as problem:
            raise CannotRun(f"port {text} cannot be used ({problem.strerror}): give another, as in PORT=8001") from None


def check_database_url(url: str) -> None:
    """The address may hold a password: no part of it is repeated in the refusal."""
    wrong = CannotRun("DATABASE_URL cannot be read: write it as postgres://user:password@host:5432/database")
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or not port_is_fine:
        raise wrong


def lock_run(var: Path) -> int:
    """Hold this folder's lock until the returned file is closed; raises CannotRun where another run holds it."""
    lock = os.open(str(var / "run.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(lock, 20).decode().strip()
        os.close(lock)
        raise CannotRun(f"Tahrir runs from this folder already (process {holder}): stop it there with Ctrl-C") from None
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    return lock


def stamp_of(kind: str) -> str:
    """What .venv was made from: another list of packages or another Python, and it is brought up to date."""
    listed = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    return "{} {}.{}".format(hashlib.sha256(listed).hexdigest(), *sys.version_info[:2])


def is_installed(kind: str) -> bool:
    stamp = VENV / f".installed-{kind}"
    return (VENV / "bin" / "python").exists() and stamp.exists() and stamp.read_text() == stamp_of(kind)


def is_usable_venv() -> bool:
    """Whether the venv starts, has pip and is of this Python's version."""
    python = VENV / "bin" / "python"
    ask = "import pip, sys; sys.exit(sys.version_info[:2] != ({}, {}))".format(*sys.version_info[:2])
    return python.exists() and subprocess.call([str(python), "-c", ask], stderr=subprocess.DEVNULL) == 0  # noqa: S603 our own


def do_quietly(what: str, command: list) -> None:
    """Run without a word; raises CannotRun with the first error line when it fails."""
    done = subprocess.run(command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603, PLW1510 below
    if done.returncode == 0:
        return
    lines = [line.strip() for line in done.stdout.decode(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines[-1:] or ["it gave no reason"]
    raise CannotRun(f"{what}: {errors[0]}")


def install(kind: str) -> None:
    """Bring .venv up to date with requirements/<kind>.txt; a second call finds its stamp and does nothing."""
    if any(is_installed(enough) for enough in ENOUGH_FOR[kind]):
        return
    check_venv_module()
    check_writable(VENV)
    folder = os.open(str(ROOT), os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # `make run` and `make test` started together: one makes it, the other waits
    try:
        if not is_installed(kind):
            make_venv(kind)
    finally:
        os.close(folder)


def make_venv(kind: str) -> None:
    say(f"Installing requirements/{kind}.txt into .venv: once, a minute or two")
    if not is_usable_venv():
        do_quietly(".venv could not be made", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    listed = f"requirements/{kind}.txt"
    do_quietly(
        f"{listed} could not be installed (is there a network?)",
        [*pip, "install", "--quiet", "--no-user", "--require-hashes", "--requirement", listed],
    )
    (VENV / f".installed-{kind}").write_text(stamp_of(kind))


def hand_over(python: str, module: str) -> None:
    """Become the given module: same process, so that what reaches make's child reaches it."""
    os.chdir(str(ROOT))
    os.execv(python, [python, "-m", module])  # noqa: S606 our own module


def prepare_run() -> None:
    check_writable(VAR)
    os.close(lock_run(VAR))
    check_port(os.environ.get("PORT", "").strip() or "8000")
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        check_database_url(url)
    install("run")
    hand_over(str(VENV / "bin" / "python"), "newsroom.ops.run")


def prepare_dev() -> None:
    install("dev")


def prepare_reset() -> None:
    hand_over(sys.executable, "newsroom.ops.reset")


TASKS = {"run": prepare_run, "dev": prepare_dev, "reset": prepare_reset}


def main(task: str) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that pip does not go on without us
    try:
        newer = "" if sys.version_info[:2] >= NEEDED else find_newer_python()
        if newer:
            os.execv(newer, [newer, __file__, task])  # noqa: S606 this file again
        check_python(tuple(sys.version_info))
        TASKS[task]()
    except CannotRun as problem:
        sys.exit(f"tahrir: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1])
