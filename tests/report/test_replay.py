"""The ES module in a browser: mounted from the page, driven by keys. Skipped without chromium."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sim.records.runs import Runs
from sim.report.page import write_report
from sim.scenario.scenario import Scenario

BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
DRIVE = """
const box = document.getElementById("replay");
const press = (key, shiftKey = false) =>
  box.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }));
const seen = [];
const note = () => seen.push(box.querySelector(".rp-time").textContent);
note(); press("ArrowRight"); note(); press("ArrowRight", true); note(); press("ArrowLeft"); note();
press("End"); note(); seen.push(box.querySelector(".rp-state").textContent);
press("Home"); note(); press(" "); seen.push(box.querySelectorAll("button")[2].textContent);
press(" "); seen.push(box.querySelectorAll("button")[2].textContent);
document.title = seen.join("|");
"""


@pytest.mark.page
@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_keys_move_the_war(tmp_path: Path, scenario: Scenario, tables: object) -> None:
    frames = {name: getattr(tables, name) for name in ("runs", "truces", "days", "events")}
    page = write_report(
        tmp_path,
        scenario,
        Runs(scenario, 7, 0, 1, "mesa", frames, dict.fromkeys(frames, 1), "", ""),
    )[-1]
    driven = page.with_name("driven.html")
    script = f'<script type="module">{DRIVE}</script></body>'
    driven.write_text(page.read_text("utf-8").replace("</body>", script), "utf-8")
    options = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000", "--dump-dom",
    ]  # fmt: skip
    dom = subprocess.run(
        [str(BROWSER), *options, driven.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    title = re.search(r"<title>(.*?)</title>", dom)
    assert title is not None
    assert title[1].split("|") == [
        "27 Sep 00:00", "27 Sep 06:00", "28 Sep 06:00", "28 Sep 00:00", "10 Nov 00:00",
        "truce 3 (Group) in force", "27 Sep 00:00", "⏸ pause", "▶ play",
    ]  # fmt: skip
