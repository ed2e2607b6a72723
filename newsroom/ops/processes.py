"""Children that never outlive us: started so that they die with us, stopped in their own way, killed if they linger."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, NamedTuple

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>; Linux alone has it, elsewhere only an orderly end takes the children along
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

STEP = 0.05  # seconds between two looks


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl-C, a closed terminal, kill."""


class Owner(NamedTuple):
    """The user a child runs as."""

    name: str
    uid: int
    gid: int


class StopAsked:
    """Remembers the signal that asks us to stop; raised only where we wait, so that no clean-up is cut in two."""

    by = 0

    def listen(self) -> None:
        signal.signal(signal.SIGINT, self.note)
        signal.signal(signal.SIGTERM, self.note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means to live on
            signal.signal(signal.SIGHUP, self.note)

    def note(self, number: int, _frame: FrameType | None) -> None:
        self.by = number

    def pause(self) -> None:
        """Wait one step; raises Stopped when asked to stop."""
        if self.by:
            raise Stopped
        time.sleep(STEP)


def die_with_parent(last_word: signal.Signals) -> Callable[[], None]:
    """For the child, between fork and exec: it gets `last_word` when we die, however we die."""
    parent = os.getpid()

    def arrange() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, last_word)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def die_with_make() -> None:
    """Ask to be stopped when `make`, which started us, is killed."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child(NamedTuple):
    """A process of ours, with the signal that makes it end in order."""

    name: str
    process: subprocess.Popen[bytes]
    last_word: signal.Signals


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    last_word: signal.Signals = signal.SIGTERM,
    owner: Owner | None = None,
    output: IO[bytes] | None = None,
    cwd: Path | None = None,
) -> Child:
    """Start a child in a process group of its own, so that Ctrl-C reaches us alone and we choose the order of ending."""
    process = subprocess.Popen(  # noqa: S603 our own programs
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=die_with_parent(last_word),  # noqa: PLW1509 we have no threads
        user=owner and owner.uid,
        group=owner and owner.gid,
        extra_groups=owner and [],
    )
    return Child(name, process, last_word)


def finish(command: Sequence[str | Path], *, owner: Owner | None, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a short program of PostgreSQL's or the system's to its end; a Ctrl-C meanwhile is heeded afterwards."""
    return subprocess.run(  # noqa: S603 our own programs
        command,
        env=plain_environment(),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGKILL),
        user=owner and owner.uid,
        group=owner and owner.gid,
        extra_groups=owner and [],
    )


def plain_environment() -> dict[str, str]:
    """Without the PG* and LC_* that would turn a server to another folder, port or language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def stop(child: Child, *, seconds: float) -> None:
    """End a child and all of its group: in order if it can within `seconds`, by force if not."""
    if child.process.poll() is None:
        child.process.send_signal(child.last_word)
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(timeout=seconds)
    with suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()
