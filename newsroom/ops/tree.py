"""Copies of folders that can be trusted after a power cut: every file is hashed on its way and on the disk at the end."""

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

PIECE = 1024 * 1024  # bytes read at once


def files(folder: Path) -> Iterator[Path]:
    """Every plain file under `folder`, as a path inside it, in a fixed order. Links are left out: they may lead anywhere."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def copy(source: Path, target: Path, mode: int) -> str:
    """Copy one file, on the disk when this returns; answers the SHA-256 of what was copied.

    Written beside its place and then moved there: under its own name a file is whole or absent.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    seen = sha256()
    with source.open("rb") as original, beside.open("wb") as made:
        os.fchmod(made.fileno(), mode)
        while piece := original.read(PIECE):
            seen.update(piece)
            made.write(piece)
        made.flush()
        os.fsync(made.fileno())
    beside.replace(target)
    return seen.hexdigest()


def keep(path: Path) -> None:
    """Force a file or folder onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_folders(folder: Path) -> None:
    """Force the names of everything under `folder` onto the disk, innermost first."""
    for here, _folders, _names in os.walk(folder, topdown=False):
        keep(Path(here))
