"""`manage.py worker`."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from newsroom.ops import worker
from newsroom.settings import env


class Command(BaseCommand):
    help = "Do the desk's background jobs until stopped; waits for the database whenever it is away."
    requires_system_checks = ()  # after a power cut it should be back at once; `migrate` has checked

    def add_arguments(self, parser: ArgumentParser) -> None:
        jobs = env.number("WORKER_JOBS", 2)
        parser.add_argument("--jobs", type=int, default=jobs, help="how many at a time (WORKER_JOBS, else 2)")

    def handle(self, *, jobs: int, **options: object) -> None:
        worker.run(jobs)
