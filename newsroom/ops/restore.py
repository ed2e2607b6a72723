"""Bring a copy back into an empty newsroom: hashes first, then the pictures, then the database, then the counts."""

import json
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from newsroom.ops import pgtools, tree
from newsroom.ops.backup import DUMP, FORMAT, MANIFEST, MEDIA, Manifest, Refused, one_line, rows_of_tables

PICTURE = 0o644  # nginx reads them
SHOWN = 5  # names in a message; the rest is counted


def bring_back(folder: Path) -> Manifest:
    """Restore the copy in `folder`. Raises Refused, naming what doesn't fit; until the counts nothing real was changed.

    Pictures go first: a second try passes over those that lie there already, whereas a database is restored once.
    """
    manifest = read_manifest(folder)
    check_hashes(folder, manifest)
    try:
        check_program(manifest)
        check_empty()
        media = Path(settings.MEDIA_ROOT)
        check_media(media, manifest)
        bring_media(folder / MEDIA, media)
        pg_restore = pgtools.program("pg_restore", max(manifest.postgresql, pgtools.server_major()))
        shape = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        pgtools.run(pg_restore, *shape, f"--dbname={connection.settings_dict['NAME']}", str(folder / DUMP))
        check_counts(manifest)
    except (DatabaseError, pgtools.ToolFailed) as fault:
        raise Refused(f"not restored: {one_line(fault)}") from fault
    except OSError as fault:
        raise Refused(f"not restored: {fault.filename}: {fault.strerror}") from fault
    return manifest


def read_manifest(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**told)
    except OSError as fault:
        raise Refused(f"{folder / MANIFEST}: {fault.strerror}: this folder is no copy made by `backup`") from fault
    except (TypeError, ValueError) as fault:
        raise Refused(f"{folder / MANIFEST}: damaged: {one_line(fault)}") from fault
    if manifest.format != FORMAT:
        raise Refused(f"{folder}: made in format {manifest.format}, this program reads format {FORMAT}")
    return manifest


def check_hashes(folder: Path, manifest: Manifest) -> None:
    """Refuse a copy of which a byte, a file or a name is other than on the day it was made."""
    there = {name.as_posix() for name in tree.files(folder / MEDIA)}
    wanted = set(manifest.media)
    refuse_if("missing from the copy", [f"{MEDIA}/{name}" for name in wanted - there])
    refuse_if("in the copy but not in its list", [f"{MEDIA}/{name}" for name in there - wanted])
    expected = {DUMP: manifest.dump} | {f"{MEDIA}/{name}": hash_ for name, hash_ in manifest.media.items()}
    try:
        changed = [name for name, hash_ in expected.items() if tree.digest(folder / name) != hash_]
    except OSError as fault:
        raise Refused(f"{fault.filename}: {fault.strerror}") from fault
    refuse_if("changed since the copy was made", changed)


def check_program(manifest: Manifest) -> None:
    """Refuse what a newer program or server made: an older one can't read it. Parts long gone are no hindrance."""
    known = MigrationLoader(None).disk_migrations
    parts = {app for app, _name in known}
    made = [tuple(name.split(".", 1)) for name in manifest.migrations]
    newer = [f"{app}.{name}" for app, name in made if app in parts and (app, name) not in known]
    refuse_if("unknown to this program, which is older than the copy: update it first", newer)
    if (theirs := manifest.postgresql) > (ours := pgtools.server_major()):
        raise Refused(f"the copy came from PostgreSQL {theirs}, this server is {ours}: restore into {theirs} or newer")


def check_empty() -> None:
    tables = sorted(rows_of_tables())
    name = connection.settings_dict["NAME"]
    refuse_if(f"in the database {name}, which must be empty: make a new one, nothing is ever overwritten", tables)


def check_media(media: Path, manifest: Manifest) -> None:
    """Refuse to overwrite a picture by another of the same name."""
    there = [name.as_posix() for name in tree.files(media)]
    other = [name for name in there if name in manifest.media and tree.digest(media / name) != manifest.media[name]]
    refuse_if(f"other in {media} than in the copy: give an empty folder as MEDIA_ROOT", other)


def bring_media(source: Path, media: Path) -> None:
    for name in tree.files(source):
        if not (media / name).exists():
            tree.copy(source / name, media / name, PICTURE)
    media.mkdir(parents=True, exist_ok=True)
    tree.keep_folders(media)


def check_counts(manifest: Manifest) -> None:
    now = rows_of_tables()
    differing = [name for name in sorted(now.keys() | manifest.tables.keys()) if now.get(name) != manifest.tables.get(name)]
    told = [f"{name}: {manifest.tables.get(name, 0)} in the copy, {now.get(name, 0)} restored" for name in differing]
    refuse_if("restored with another number of rows; don't open this database to readers", told)


def refuse_if(fault: str, names: list[str]) -> None:
    """Raise Refused for the first few names and the count of the others, unless there are none."""
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        raise Refused(f"{fault}: {', '.join(sorted(names)[:SHOWN])}{more}")
