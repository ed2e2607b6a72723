"""What every test stands on: a real PostgreSQL, a folder of its own for pictures, no network."""

import os
from collections.abc import Iterator
from pathlib import Path

import pgtrigger
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# The same cases at every build; `HYPOTHESIS_PROFILE=search` looks for new ones.
hypothesis_settings.register_profile("build", derandomize=True, deadline=None)
hypothesis_settings.register_profile("search", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "build"))

# What migrations put there and every test may count on.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty_tables(*_nobody: object) -> None:
    """Forget what a test committed. Django's own flush stops at the triggers that keep the append-only tables."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in KEPT]
    names = ", ".join(connection.ops.quote_name(name) for name in tables)
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@pytest.fixture(scope="session", autouse=True)
def _tests_that_commit_leave_nothing() -> Iterator[None]:
    """For django_db(transaction=True), transactional_db and live_server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture(autouse=True)
def _pictures_in_a_folder_of_their_own(settings, tmp_path_factory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"


@pytest.fixture(autouse=True)
def _everybody_starts_in_arabic() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test is not to find it."""
    cache.clear()
    with translation.override("ar"):
        yield


@pytest.fixture
def test_data() -> Path | None:
    """Other people's material, where TAHRIR_TEST_DATA says that there is some."""
    folder = os.environ.get("TAHRIR_TEST_DATA", "")
    return Path(folder) if folder else None
