"""Runs one command with a database that is there for as long as it runs: `python -m newsroom.ops.with_database COMMAND …`."""

import os
import signal
import subprocess
import sys

from newsroom.ops.bootstrap import CannotRun
from newsroom.ops.database import passing
from newsroom.ops.processes import StopAsked, Stopped, die_with_make, die_with_parent

PATIENCE = 20  # seconds that a command may take to end when it is asked to


def run(command: list[str], url: str, ask: StopAsked) -> int:
    """Run the command in our own process group: it has the keyboard, and Ctrl-C reaches it as it would without us."""
    child = subprocess.Popen(  # noqa: S603 what the caller asked for
        command,
        env={**os.environ, "DATABASE_URL": url},
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 we have no threads
    )
    try:
        while child.poll() is None:
            ask.pause()
    except Stopped:
        end(child, ask.by)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def end(child: "subprocess.Popen[bytes]", asked_by: int) -> None:
    if asked_by != signal.SIGINT:  # that one the terminal gave to both of us
        child.send_signal(signal.SIGINT)
    try:
        child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def main(command: list[str]) -> int:
    die_with_make()
    ask = StopAsked()
    ask.listen()
    try:
        with passing(ask) as url:
            return run(command, url, ask)
    except CannotRun as problem:
        sys.stderr.write(f"tahrir: {problem}\n")
        return 1
    except Stopped:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
