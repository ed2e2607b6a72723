"""PostgreSQL's own programs for a copy of the database: where they are, and how they learn where the database is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from newsroom.ops.binaries import answer_of, machine_folders, wheel_folders


class ToolFailed(Exception):
    """A program is missing or said no; the text is one line for the operator."""


def server_major() -> int:
    """The major version of the database server, as 17."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def program(name: str, at_least: int) -> Path:
    """The oldest `name` of major version `at_least` or newer: a much newer one writes what an older server can't read.

    Raises ToolFailed, naming what is there and what to install.
    """
    found = {major(path): path for path in reversed(candidates(name))}
    fitting = sorted(version for version in found if version >= at_least)
    if fitting:
        return found[fitting[0]]
    there = f"only version {max(found)} is here" if found else "it is not here"
    raise ToolFailed(f"{name} of PostgreSQL {at_least} or newer is needed, {there}: install postgresql-client-{at_least}")


def candidates(name: str) -> list[Path]:
    """Every copy of it: the machine's own, also where only the client's programs are installed; last the wheel's."""
    on_path = [Path(path).parent] if (path := shutil.which(name)) else []
    folders = [*machine_folders(), *on_path, *wheel_folders()]
    return [folder / name for folder in folders if (folder / name).is_file()]


def major(path: Path) -> int:
    """The major version that a program tells of itself; 0 where it doesn't run."""
    number = re.search(r"\) (\d+)", answer_of(str(path), "--version"))
    return int(number[1]) if number else 0


def run(path: Path, *arguments: str) -> None:
    """Run a program against the database of the settings; raises ToolFailed with the last thing it said."""
    done = subprocess.run(  # noqa: S603 PostgreSQL's own programs, our own words
        [path, *arguments], env=os.environ | where(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise ToolFailed(f"{path.name} failed: {next((line for line in said if 'error:' in line), said[-1])}")


def where() -> dict[str, str]:
    """What libpq reads, for the database of the settings; a password among the arguments would be seen by every user."""
    known = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    return {variable: str(known[name]) for name, variable in names.items() if known.get(name)}
