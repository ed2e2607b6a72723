"""`make run`: database, preparation, web server and worker, until somebody says stop; then all of it ends."""

import http.client
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from newsroom.ops.bootstrap import ROOT, VAR, CannotRun, lock_run, say
from newsroom.ops.database import kept
from newsroom.ops.processes import STEP, Child, StopAsked, Stopped, die_with_make, start, stop

PORT = os.environ.get("PORT", "").strip() or "8000"
ANSWER_SECONDS = 60
STOP_SECONDS = 10

MANAGE = [sys.executable, "manage.py"]
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:newsroom.gunicorn_settings", "newsroom.wsgi:application"]


def environment(url: str) -> dict[str, str]:
    """What our children are told; the settings are those of one's own machine, whatever another project left in the shell."""
    ours = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev", "PORT": PORT, "BIND": "", "PYTHONUTF8": "1"}
    return {"SITE_URL": f"http://127.0.0.1:{PORT}", "GUNICORN_LOG_LEVEL": "warning", **os.environ, **ours}


@contextmanager
def running(name: str, command: list[str], env: Mapping[str, str]) -> Iterator[Child]:
    child = start(name, command, env=env, cwd=ROOT)
    try:
        yield child
    finally:
        stop(child, seconds=STOP_SECONDS)


def prepare(env: Mapping[str, str], ask: StopAsked) -> None:
    with running("manage.py prepare", [*MANAGE, "prepare"], env) as child:
        while child.process.poll() is None:
            ask.pause()
    if child.process.returncode:
        raise CannotRun("the newsroom could not be prepared; the reason stands above")


def check_alive(children: list[Child]) -> None:
    for child in children:
        if child.process.poll() is not None:
            raise CannotRun(f"{child.name} ended by itself (status {child.process.returncode}), so everything was stopped")


def is_answering() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", int(PORT), timeout=5)
    try:
        connection.request("GET", "/health/live")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def wait_for_answer(web: Child, ask: StopAsked) -> None:
    for _ in range(int(ANSWER_SECONDS / STEP)):
        check_alive([web])
        if is_answering():
            return
        ask.pause()
    raise CannotRun(f"the web server did not answer within {ANSWER_SECONDS} seconds")


def watch(children: list[Child], ask: StopAsked) -> None:
    while True:
        check_alive(children)
        ask.pause()


def run_all(ask: StopAsked) -> None:
    """Runs until Stopped or CannotRun is raised; the stack ends what was started, the last first."""
    with ExitStack() as stack:
        stack.callback(os.close, lock_run(VAR))
        env = environment(stack.enter_context(kept(ask)))
        prepare(env, ask)
        web = stack.enter_context(running("the web server", GUNICORN, env))
        wait_for_answer(web, ask)
        say(f"Readers: {env['SITE_URL']}/   Desk: {env['SITE_URL']}/desk/   Ctrl-C stops everything.")
        worker = stack.enter_context(running("the worker", [*MANAGE, "worker"], env))
        watch([web, worker], ask)


def main() -> int:
    die_with_make()
    ask = StopAsked()
    ask.listen()
    try:
        run_all(ask)
    except CannotRun as problem:
        sys.stderr.write(f"tahrir: {problem}\n")
        return 1
    except Stopped:
        say("Stopped; nothing is left running.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
