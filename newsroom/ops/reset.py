"""`make reset`: forgets what `make run` kept; asks nothing, says what it removed."""

import os
import shutil
import sys
from pathlib import Path

from newsroom.ops.bootstrap import ROOT, VAR, CannotRun, lock_run, say
from newsroom.ops.place import ELSEWHERE, lasting

LOCK = "run.lock"

# A folder that TAHRIR_VAR names may hold other things than ours: there only these go.
OURS = ["postgres", "postgres.new", "postgres.log", "postgres-programs", "media", "secret_key"]


def reset(var: Path) -> None:
    """Raises CannotRun while the newsroom runs from here."""
    if not var.exists():
        say(f"Nothing to remove: there is no {var}.")
        return
    lock = lock_run(var)
    try:
        for path in to_forget(var):
            forget(path)
    finally:
        os.close(lock)
    if os.environ.get("DATABASE_URL", "").strip():
        say("The database that DATABASE_URL names is left as it is.")


def to_forget(var: Path) -> list[Path]:
    """Everything in the clone's own folder, and the data that had to lie elsewhere."""
    inside = sorted(var.iterdir()) if var == ROOT / "var" else [var / name for name in OURS]
    above = lasting(var).data.parent
    outside = [above] if ELSEWHERE in above.parents else []
    return [path for path in inside + outside if path.exists() and path.name != LOCK]


def forget(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as problem:
        raise CannotRun(f"{path} could not be removed: {problem.strerror}") from None
    say(f"Removed {path}")


def main() -> int:
    try:
        reset(VAR)
    except CannotRun as problem:
        sys.stderr.write(f"tahrir: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
