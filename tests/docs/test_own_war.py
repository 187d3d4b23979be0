"""docs/how-to/own-war.md is followed to the letter: every command, every edit, what comes out."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "own-war.md"
BLOCK = re.compile(r"^(?:<!-- (.+?) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"-?\d[\d,.e+-]*")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "110"}


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit status and all that a command of the page prints."""
    name, *arguments = shlex.split(command)
    assert name == "sim"
    done = subprocess.run(
        [sys.executable, "-m", "sim", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def parts(text: str) -> list[str]:
    """A file cut before each comment that stands after an empty line, and before [scenario]."""
    return re.split(r"(?<=\n\n)(?=#)|(?=^\[scenario\])", text, flags=re.MULTILINE)


def replaced(text: str, part: str) -> str:
    """A file in which a part takes the place of the one that begins with the same line."""
    found = parts(text)
    first = part.split("\n", 1)[0]
    at = [index for index, one in enumerate(found) if one.split("\n", 1)[0] == first]
    assert len(at) == 1, f"{len(at)} parts begin with {first!r}"
    found[at[0]] = f"{part}\n" if part else ""
    return "".join(found)


def without(text: str, first: str) -> str:
    """A file without the part that begins with this line."""
    found = parts(text)
    left = [one for one in found if one.split("\n", 1)[0] != first]
    assert len(left) == len(found) - 1, f"{first!r} does not begin one part"
    return "".join(left)


def edit(mark: str, text: str, folder: Path) -> None:
    """Carry out an edit of the page."""
    action, _, name = mark.rpartition(" ")
    path = folder / name
    before = path.read_text(encoding="utf-8")
    if action == "part of":
        after = replaced(before, text)
    elif action == "end of":
        after = f"{before.rstrip()}\n\n{text}"
    else:
        assert action == "delete from", mark
        after = before
        for line in text.splitlines():
            after = without(after, line)
    path.write_text(after, encoding="utf-8")


def masked(line: str) -> str:
    """A line without its numbers and the width of its gaps."""
    return " ".join(NUMBER.sub("#", line).split())


def come_out(said: str, output: str, same: Callable[[str, str], bool]) -> str:
    """The lines that a page says come out, as they did; `...` stands for any lines between."""
    printed = iter([line.rstrip() for line in output.splitlines()])
    lines = []
    for line in said.splitlines():
        found = line if line == "..." else next((one for one in printed if same(line, one)), None)
        assert found is not None, f"this does not come out:\n{line}\n\nbut:\n{output}"
        lines.append(found)
    return "".join(f"{line}\n" for line in lines)


def alike(line: str, other: str) -> bool:
    """Whether two lines differ in numbers only."""
    return masked(line) == masked(other)


@pytest.mark.slow
def test_followed_to_the_letter(tmp_path: Path, update: bool) -> None:
    """With --update the numbers of the page are written anew; its words are not."""
    page = PAGE.read_text(encoding="utf-8")
    new, end, output = "", 0, ""
    for block in BLOCK.finditer(page):
        mark, _, text = block.groups()
        assert mark is not None, f"a block that nothing holds to what it says:\n{text}"
        new += page[end : block.start(3)]
        end = block.end(3)
        if mark.startswith("step"):
            output = ""
            for command in text.splitlines():
                status, printed = run(command, tmp_path)
                output += printed
                assert status == (2 if mark == "step, status 2" else 0), f"{command}\n{output}"
        elif mark == "prints":
            text = come_out(text, output, alike if update else str.__eq__)
        else:
            edit(mark, text, tmp_path)
        new += text
    new += page[end:]
    if update:
        PAGE.write_text(new, encoding="utf-8")
    assert new == page or update


@pytest.mark.parametrize(
    ("measure", "side"),
    [
        ("truces", "more"),
        ("deaths", "less"),
        ("displaced", "unseen"),
        ("outcome:frozen", "less"),
        ("outcome:settlement", "more"),
    ],
)
def test_words_agree_with_the_table(measure: str, side: str) -> None:
    """What the page concludes from its comparison: --update renews numbers, never words."""
    row = re.search(
        rf"^ {measure} .* ({NUMBER.pattern}) to ({NUMBER.pattern})",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert row is not None
    low, high = (float(number.replace(",", "")) for number in row.groups())
    assert side == ("more" if low > 0 else "less" if high < 0 else "unseen")
