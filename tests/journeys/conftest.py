"""A real browser over a real server: Playwright's own Chromium where there is one, else the machine's."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

# Quiet: nothing of the browser's own goes over the line.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 15_000  # milliseconds


def executable(playwright: Playwright) -> str:
    own = Path(playwright.chromium.executable_path)
    found = str(own) if own.exists() else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("The journeys need Chromium: `apt-get install chromium`, or `playwright install chromium`.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; without this, Django takes the test itself for a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable(playwright), args=FLAGS)


@pytest.fixture
def anybody(browser: Browser, live_server) -> Iterator[Callable[[], Page]]:
    """Opens a window of a person of their own; whatever a page complains about in its console fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window() -> Page:
        context = browser.new_context(base_url=live_server.url, locale="ar-IQ", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []
