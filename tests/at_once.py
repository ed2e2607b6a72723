"""Several people at the same moment, each on a connection of their own. For tests marked django_db(transaction=True)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

LONGEST = 20  # seconds; nobody waits for ever


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it at once; gives back each one's answer, or the exception it met, in the order of `acts`."""
    start = Barrier(len(acts), timeout=LONGEST)

    def run(act: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:  # connected before the start, so that all really run together
                cursor.execute(f"SET lock_timeout = '{LONGEST}s'")
            start.wait()
            return act()
        except Exception as problem:  # noqa: BLE001 the test judges what was met
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))
