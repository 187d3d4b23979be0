"""What one real browser sees meanwhile: the first paint, and steps of a war as they are drawn."""

import shutil
import time

from playwright.sync_api import Page, sync_playwright

SCENARIO = "karabakh-2020"
STEPS, EVERY = 40, 15.0  # steps drawn in a row; seconds from one row to the next
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
DRAW = """async (steps) => {
  const button = document.querySelector('[aria-label="One step on"]');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const waits = [];
  for (let k = 0; k < steps; k += 1) {
    const began = performance.now();
    button.click();
    await frame();
    await frame();
    waits.push(performance.now() - began);
  }
  return waits;
}"""


def painted(port: int, seconds: float) -> tuple[list[float], list[float]]:
    """First paints and drawn steps [seconds], again and again for so long; nothing without a
    Chromium."""
    paints: list[float] = []
    steps: list[float] = []
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        time.sleep(seconds)
        return paints, steps
    end = time.monotonic() + seconds
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        while time.monotonic() < end:
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            look(page, port, paints, steps)
            page.context.close()
            time.sleep(max(0.0, min(EVERY, end - time.monotonic())))
        browser.close()
    return paints, steps


def look(page: Page, port: int, paints: list[float], steps: list[float]) -> None:
    """Open the page, and draw some steps."""
    page.goto(f"http://127.0.0.1:{port}/#s={SCENARIO}")
    page.locator(".rp-time").first.wait_for(timeout=60_000)
    paints.append(float(page.evaluate(PAINT)) / 1000.0)
    steps += [float(wait) / 1000.0 for wait in page.evaluate(DRAW, STEPS)]
