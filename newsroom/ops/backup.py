"""A copy of the whole newsroom, database and pictures of one moment, in one folder that tells whether it is whole.

In tahrir-20260131-030000: database.dump, pg_dump's custom format; media/…, every uploaded file; manifest.json, see Manifest.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from newsroom.ops import pgtools, tree

FORMAT = 1
DUMP, MEDIA, MANIFEST = "database.dump", "media", "manifest.json"
CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600  # drafts, names and password hashes are inside

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"


class Refused(Exception):
    """Nothing was changed, or nothing that counts was left behind; the text is one line for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What a copy holds. Counts are of the same moment as the dump; hashes are SHA-256 in hexadecimal."""

    format: int
    made_at: str  # ISO 8601, UTC
    django: str
    postgresql: int  # major version
    tables: dict[str, int]  # rows
    migrations: list[str]  # as editorial.0001_initial
    dump: str
    media: dict[str, str]  # path inside media/ → hash


def make(into: Path) -> Path:
    """Copy database and pictures into a new folder inside `into`; answers its path. Raises Refused."""
    now = datetime.now(UTC)
    target = into / f"tahrir-{now:%Y%m%d-%H%M%S}"
    unfinished = into / f".{target.name}.unfinished"
    try:
        into.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir(mode=CLOSED_FOLDER)
    except OSError as fault:
        raise Refused(f"{into}: a copy can't be written there: {fault.strerror}") from fault
    try:
        fill(unfinished, now)
        finish(unfinished, target)
    except (DatabaseError, pgtools.ToolFailed) as fault:
        raise Refused(f"no copy was made: {one_line(fault)}") from fault
    except OSError as fault:
        raise Refused(f"no copy was made: {fault.filename or into}: {fault.strerror}") from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)  # gone already where all went well
    return target


def fill(folder: Path, now: datetime) -> None:
    """Pictures after the dump: whatever the dump speaks of is there; what came later does no harm."""
    major = pgtools.server_major()
    tables, migrations = dump_database(folder / DUMP, pgtools.program("pg_dump", major))
    manifest = Manifest(
        format=FORMAT,
        made_at=now.isoformat(timespec="seconds"),
        django=version_of("django"),
        postgresql=major,
        tables=tables,
        migrations=migrations,
        dump=tree.digest(folder / DUMP),
        media=copy_media(Path(settings.MEDIA_ROOT), folder / MEDIA),
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    (folder / MANIFEST).chmod(CLOSED_FILE)


def dump_database(path: Path, pg_dump: Path) -> tuple[dict[str, int], list[str]]:
    """Dump and count in one snapshot, so that the numbers are those of the dump however busy the desk is."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        shape = ("--format=custom", "--no-owner", "--no-privileges")
        pgtools.run(pg_dump, *shape, f"--snapshot={snapshot}", f"--file={path}")
        path.chmod(CLOSED_FILE)
        cursor.execute(MIGRATIONS)
        return rows_of_tables(), [name for (name,) in cursor.fetchall()]


def rows_of_tables() -> dict[str, int]:
    """How many rows each table holds, by name."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 the database's own names
            counts[name] = cursor.fetchone()[0]
    return counts


def copy_media(source: Path, target: Path) -> dict[str, str]:
    """Copy every file, answering its hash by path. One that was deleted meanwhile is left out."""
    target.mkdir(mode=CLOSED_FOLDER)
    hashes = {}
    for name in tree.files(source):
        try:
            hashes[name.as_posix()] = tree.copy(source / name, target / name, CLOSED_FILE)
        except FileNotFoundError:
            continue
    return hashes


def finish(unfinished: Path, target: Path) -> None:
    """Give the copy its name only when all of it is on the disk."""
    tree.keep(unfinished / DUMP)
    tree.keep(unfinished / MANIFEST)
    tree.keep_folders(unfinished)
    unfinished.rename(target)
    tree.keep(target.parent)


def one_line(fault: Exception) -> str:
    return " ".join(str(fault).split())
