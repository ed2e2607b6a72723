"""The background worker: does the jobs that the desk leaves for later, and outlives whatever happens to the database."""

import asyncio
import contextlib
import logging
import signal
from datetime import timedelta

import psycopg
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.psycopg_connector import PsycopgConnector

log = logging.getLogger("tahrir.worker")

NAME = "tahrir"
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(seconds=30)  # between two tries to reach the database
STEADY = timedelta(minutes=1)  # who worked this long before a fault begins again with the shortest wait
LAST_JOBS = timedelta(seconds=25)  # for jobs in hand once a stop was asked for
PATIENCE = timedelta(seconds=5)  # for a connection of the pool
TRIES = 3  # of a job that died with its worker; then it is kept as failed, for it may be what kills


@app.periodic(cron="*/5 * * * *")
@app.task(name="pick_up_dropped", queueing_lock="pick_up_dropped", pass_context=True)
async def pick_up_dropped(context: JobContext, timestamp: int) -> None:
    """Give jobs back whose worker was killed or lost its power: nobody else knows that they were never finished."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.attempts < TRIES:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


def run(concurrency: int) -> None:
    """Work until SIGTERM or SIGINT, `concurrency` jobs at a time; then finish what is in hand."""
    say_it_once()
    asyncio.run(work(concurrency))


def say_it_once() -> None:
    """A lost database is one line of ours; the libraries would tell of it with a page of traceback each."""
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("procrastinate.utils").setLevel(logging.CRITICAL)  # what its parts said while they were being ended
    logging.getLogger(f"procrastinate.worker.{NAME}").addFilter(is_told_by_nobody_else)


def is_told_by_nobody_else(line: logging.LogRecord) -> bool:
    return getattr(line, "action", "") != "side_task_failed"


async def work(concurrency: int) -> None:
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked_to_stop.set)
    log.info("worker started: %d jobs at a time", concurrency)
    wait = SHORTEST
    while True:
        began = loop.time()
        fault = await stretch(asked_to_stop, concurrency)
        if asked_to_stop.is_set():
            break
        wait = SHORTEST if loop.time() - began > STEADY.total_seconds() else min(wait * 2, LONGEST)
        log.warning("worker can't work (%s); trying again in %d s", fault, wait.total_seconds())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked_to_stop.wait(), wait.total_seconds())
    log.info("worker stopped")


async def stretch(asked_to_stop: asyncio.Event, concurrency: int) -> str:
    """Work until asked to stop or until the database is lost; answers in one line what was lost."""
    working = asyncio.create_task(serve(concurrency))
    stopping = asyncio.create_task(asked_to_stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    working.cancel()  # the worker takes this as a wish: it finishes its jobs first
    try:
        await working
    except asyncio.CancelledError:
        return ""
    except (psycopg.Error, ConnectorException) as fault:
        return " ".join(str(fault.__cause__ or fault).split())
    return "the connection was lost"


async def serve(concurrency: int) -> None:
    """One worker on fresh connections; ends by itself only when one of its parts has lost the database."""
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=concurrency + 3, timeout=PATIENCE.total_seconds()
    )
    with app.replace_connector(connector) as on_these:
        async with on_these.open_async():
            await on_these.run_worker_async(
                name=NAME,
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=LAST_JOBS.total_seconds(),
                delete_jobs="successful",
            )
