"""`python -m sim.studies.gallery [ID...]`: fight every scenario, write the page and its pictures.

With ids, only the pictures of those are drawn, to look at; the page stays as it is.
"""

import sys
from pathlib import Path

from sim.records.errors import WritingError
from sim.scenario.errors import ScenarioError
from sim.scenario.library import Entry, entries, find
from sim.scenario.root import scenario_root
from sim.studies.gallery.fought import Shown, fight
from sim.studies.gallery.page import page, picture_name
from sim.studies.gallery.picture import save


def main(names: list[str], root: Path | None = None) -> int:
    """Fight, draw, write; returns the exit status: 0, 1 not written, 2 no such scenario."""
    folder = scenario_root() if root is None else root
    try:
        for name in names:
            find(name)
        shown = [_shown(one, folder) for one in entries() if not names or one.id in names]
        if not names:
            (folder / "README.md").write_text(page(shown), encoding="utf-8")
            _tidy(folder, [one.entry for one in shown])
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, WritingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the page was not written", file=sys.stderr)
        return 130
    return 0


def _shown(entry: Entry, folder: Path) -> Shown:
    shown = fight(entry)
    path = folder / picture_name(entry)
    path.parent.mkdir(exist_ok=True)
    save(shown, path)
    print(f"{entry.id}: {path.stat().st_size / 1000:.0f} kB", file=sys.stderr)
    return shown


def _tidy(folder: Path, known: list[Entry]) -> None:
    """Remove pictures of scenarios that are no longer shipped."""
    names = {folder / picture_name(entry) for entry in known}
    for path in (folder / "gallery").glob("*.png"):
        if path not in names:
            path.unlink()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
