"""The embedded database: a PostgreSQL of our own, reached through a private socket, gone when we are."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from newsroom.ops.binaries import choose
from newsroom.ops.bootstrap import CannotRun, lock_run
from newsroom.ops.place import Place, make_parents, make_private, owner_for
from newsroom.ops.processes import STEP, Child, StopAsked, finish, plain_environment, start, stop

NAME = "tahrir"  # of the database and of its user
PORT = 5432  # only names the socket's file; nothing listens on the network
READY_SECONDS = 60  # after a power cut the server first mends its data
STOP_SECONDS = 20

SHORT = Path("/tmp")  # noqa: S108 a socket's path has some 100 bytes; folders in it are private
THROWAWAY = "tahrir-throwaway-"
NO_SAFETY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}  # for data that nobody will miss

# C.UTF-8: under a locale without letters beyond ASCII, Arabic text has no trigrams and search finds nothing.
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8"]


@contextmanager
def serve(place: Place, settings: Mapping[str, str], ask: StopAsked) -> Iterator[str]:
    """Run the database of a place for as long as the block lasts, making it if it is new; gives its DATABASE_URL.

    The caller holds the lock of the folder. Raises CannotRun with the server's own reason, Stopped when asked to stop.
    """
    make_parents(place)
    programs = choose(place).folder
    make_private(place.sockets, place.owner)
    if not (place.data / "PG_VERSION").exists():
        initialise(place, programs)
    end_leftover(place, ask)
    with place.log.open("wb") as log:
        server = start(
            "PostgreSQL",
            [programs / "postgres", "-D", place.data, *flags(place, settings)],
            env=plain_environment(),
            last_word=signal.SIGINT,  # its word for: drop the connections, write everything down, end
            owner=place.owner,
            output=log,
            cwd=place.data,
        )
    try:
        make_database(place, server, ask)
        yield address(place, NAME)
    finally:
        stop(server, seconds=STOP_SECONDS)
        shutil.rmtree(place.sockets, ignore_errors=True)


@contextmanager
def throwaway(ask: StopAsked) -> Iterator[str]:
    """Run an empty database in a temporary folder, fast because it need not survive; gives its DATABASE_URL."""
    forget_abandoned()
    base = Path(tempfile.mkdtemp(prefix=THROWAWAY, dir=SHORT))
    lock = lock_run(base)
    owner = owner_for(base)
    if owner:
        os.chown(base, owner.uid, owner.gid)
    try:
        with serve(Place(base / "data", base / "sockets", base / "log", owner), NO_SAFETY, ask) as url:
            yield url
    finally:
        shutil.rmtree(base, ignore_errors=True)
        os.close(lock)


def forget_abandoned() -> None:
    """Remove the folders of those who were killed before they could: the lock in each is free again."""
    for lock_file in SHORT.glob(f"{THROWAWAY}*/run.lock"):
        try:
            lock = lock_run(lock_file.parent)
        except (CannotRun, OSError):
            continue
        shutil.rmtree(lock_file.parent, ignore_errors=True)
        os.close(lock)


def initialise(place: Place, programs: Path) -> None:
    """Make the data under another name first: an interrupted start leaves nothing that looks finished."""
    fresh = place.data.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh, place.owner)
    trust = ["--auth-local=trust", "--auth-host=reject"]  # the socket's folder is the lock
    command: list[str | Path] = [programs / "initdb", "-D", fresh, "-U", NAME, *LOCALE, *trust, "--no-instructions"]
    done = finish(command, owner=place.owner, cwd=fresh)
    if done.returncode != 0:
        raise CannotRun(f"initdb could not make {place.data}: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    fresh.rename(place.data)


def flags(place: Place, settings: Mapping[str, str]) -> list[str]:
    ours = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(place.sockets),
        "unix_socket_permissions": "0700",
        "logging_collector": "off",
    }
    return [word for name, value in {**ours, **settings}.items() for word in ("-c", f"{name}={value}")]


def address(place: Place, database: str) -> str:
    return f"postgres://{NAME}@{quote(str(place.sockets), safe='')}:{PORT}/{database}"


def end_leftover(place: Place, ask: StopAsked) -> None:
    """End a server that outlived its runner, and forget one that a power cut ended.

    After a restart of the machine the number in postmaster.pid may be another program's; PostgreSQL would then refuse.
    """
    noted = place.data / "postmaster.pid"
    if not noted.exists():
        return
    number = int(noted.read_text().splitlines()[0])
    if not is_server(number, place.data):
        if is_alive(number):
            noted.unlink()
        shutil.rmtree(place.sockets, ignore_errors=True)
        make_private(place.sockets, place.owner)
        return
    os.kill(number, signal.SIGINT)
    for _ in range(int(STOP_SECONDS / STEP)):
        if not is_server(number, place.data):
            return
        ask.pause()
    raise CannotRun(f"the database of an earlier run does not end: stop process {number}")


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_server(number: int, data: Path) -> bool:
    """Whether that process is a PostgreSQL on this very folder."""
    shown = Path(f"/proc/{number}/cmdline")
    if Path("/proc/self").exists():
        words = shown.read_bytes().split(b"\0") if shown.exists() else []
        return os.fsencode(data) in words
    listed = subprocess.run(["ps", "-p", str(number), "-o", "command="], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return f"-D {data} " in listed.stdout


def make_database(place: Place, server: Child, ask: StopAsked) -> None:
    """Wait until the server answers, then make sure of our database and of Arabic in it."""
    with connect(place, server, ask) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
            connection.execute(f"create database {NAME}")
        check_arabic(connection)


def connect(place: Place, server: Child, ask: StopAsked) -> psycopg.Connection:
    for _ in range(int(READY_SECONDS / STEP)):
        try:
            return psycopg.connect(address(place, "postgres"), connect_timeout=5, autocommit=True)
        except psycopg.OperationalError:
            if server.process.poll() is not None:
                raise CannotRun(f"PostgreSQL did not start: {last_reason(place.log)}") from None
        ask.pause()
    raise CannotRun(f"PostgreSQL was not ready after {READY_SECONDS} seconds: see {place.log}")


def last_reason(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if "FATAL" in line or "PANIC" in line]
    return lines[-1].split(":  ", 1)[-1] if lines else f"see {log}"


def check_arabic(connection: psycopg.Connection) -> None:
    """Refuse a server in which Arabic has no trigrams; where pg_trgm is not installed there is nothing to ask."""
    if not connection.execute("select 1 from pg_available_extensions where name = 'pg_trgm'").fetchone():
        return
    with connection.transaction(force_rollback=True):
        connection.execute("create extension if not exists pg_trgm")
        found = connection.execute("select show_trgm('تحرير')").fetchone()
    if not found or not found[0]:
        raise CannotRun("this PostgreSQL sees no letters in Arabic (its locale is not UTF-8): `make reset`, then try again")
