"""A real browser for tests of pages: the system's Chromium, driven by Playwright.

Without Chromium such tests are skipped with that reason; on a build machine (CI=true) they fail.
"""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
import uvicorn
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from sim.classroom.app import Settings, create_app

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
LONG = 120_000  # ms: the fast engine may have to be compiled first
PATIENCE = 30_000  # ms: the machine may have six times as much to do as it can
NONE_HERE = "no chromium on this machine (Debian: apt-get install chromium)"


def missing_here(reason: str) -> NoReturn:
    """Skip what needs a browser that is not there; on a build machine, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; skips, or fails on a build machine, where there is none."""
    if CHROMIUM is None:
        missing_here(NONE_HERE)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def page_in(browser: Browser, size: ViewportSize = DESKTOP, **options: Any) -> Iterator[Page]:
    """A page of its own; leaving it fails where the browser's console showed an error."""
    context = browser.new_context(viewport=size, **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def serious(page: Page, *rules: str) -> list[str]:
    """What axe-core finds of serious or critical faults of accessibility, in words.

    `rules` are the ids of those to ask; none means all.
    """
    options = {"runOnly": list(rules)} if rules else None
    found = Axe().run(page, options=options)["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@contextmanager
def served(settings: Settings | None = None) -> Iterator[str]:
    """A classroom on a free port of this machine; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            create_app(settings or Settings()),
            log_level="error",
            lifespan="on",
            ws="websockets-sansio",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:  # a test that fails must not leave the server running
            server.should_exit = True
            thread.join(30.0)
