"""What the README and the documentation tell people to type works, in order, in an empty folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MARKED = re.compile(r"^<!-- (run|file: \S+) -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"^<!-- (?:run|file:).*$", re.MULTILINE)
SHELL = shutil.which("sh")


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """The marked blocks of a page: mark, language, text."""
    return MARKED.findall(page.read_text(encoding="utf-8"))


MARKED_PAGES = [page for page in PAGES if blocks(page)]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def run_commands(text: str, folder: Path) -> None:
    """Run a console block as a shell does that stops at the first failure; `sim` is this one."""
    commands = folder / "bin"
    commands.mkdir(exist_ok=True)
    script = commands / "sim"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sim "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    assert SHELL is not None
    done = subprocess.run(
        [SHELL, "-e", "-c", text],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"


@pytest.mark.slow
@pytest.mark.skipif(SHELL is None, reason="no shell on this machine")
@pytest.mark.parametrize("page", MARKED_PAGES, ids=name)
def test_what_a_page_tells_to_do_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "page"}
    for mark, language, text in blocks(page):
        if mark != "run":
            (tmp_path / mark.removeprefix("file: ")).write_text(text, encoding="utf-8")
        elif language == "console":
            run_commands(text, tmp_path)
        else:
            assert language == "python"
            exec(compile(text, name(page), "exec"), names)


def test_pages_are_marked() -> None:
    assert {"README.md", "docs/how-to/write-a-scenario.md", "docs/how-to/read-results.md"} <= {
        name(page) for page in MARKED_PAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_mark_stands_alone(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(MARK.findall(text)) == len(blocks(page))
