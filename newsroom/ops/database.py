"""Which database a command gets: the one that DATABASE_URL names, or one of our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from newsroom.ops.bootstrap import VAR, CannotRun, check_database_url, say
from newsroom.ops.place import lasting
from newsroom.ops.postgres import serve, throwaway
from newsroom.ops.processes import StopAsked

SECONDS = 5


@contextmanager
def kept(ask: StopAsked) -> Iterator[str]:
    """Give the DATABASE_URL of data that stay between runs."""
    given = given_url()
    if given:
        check_reachable(given)
        yield given
    else:
        place = lasting(VAR)
        if place.owner and VAR not in place.data.parents:
            say(f"The database lies in {place.data}: the user {place.owner.name}, as whom it runs, cannot enter {VAR}.")
        with serve(place, {}, ask) as url:
            yield url


@contextmanager
def passing(ask: StopAsked) -> Iterator[str]:
    """Give the DATABASE_URL of a database that is forgotten afterwards; the one that was given is left to its owner."""
    given = given_url()
    if given:
        check_reachable(given)
        yield given
    else:
        with throwaway(ask) as url:
            yield url


def given_url() -> str:
    return os.environ.get("DATABASE_URL", "").strip()


def check_reachable(url: str) -> None:
    """Raises CannotRun with PostgreSQL's own reason, which names no password."""
    check_database_url(url)
    try:
        psycopg.connect(url, connect_timeout=SECONDS).close()
    except psycopg.Error as problem:
        reason = str(problem).strip().splitlines()[0]  # what follows are guesses
        raise CannotRun(f"DATABASE_URL cannot be reached: {reason}") from None
