"""A real browser for tests of pages: the system's Chromium, driven by Playwright.

Without Chromium such tests are skipped with that reason; on a build machine (CI=true) they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def page_in(browser: Browser, size: dict[str, int] = DESKTOP, **options: Any) -> Iterator[Page]:
    """A page of its own; leaving it fails where the browser's console showed an error."""
    context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def serious(page: Page) -> list[str]:
    """What axe-core finds of serious or critical faults of accessibility, in words."""
    found = Axe().run(page)["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
