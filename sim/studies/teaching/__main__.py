"""`python -m sim.studies.teaching`: fight the wars of the lessons, write pages and sheets."""

import argparse
import sys

from sim.scenario.errors import ScenarioError
from sim.studies.teaching.numbers import TEACHING, fight_all, keep, kept
from sim.studies.teaching.pages import pages
from sim.studies.teaching.sheets import as_pdf, sheets


def main(arguments: list[str] | None = None) -> int:
    """Fight unless told not to, write everything; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sim.studies.teaching", description=__doc__)
    parser.add_argument("--no-fight", action="store_true", help="take the numbers as they are")
    try:
        if not parser.parse_args(arguments).no_fight:
            keep(fight_all(print))
        for path, text in pages(kept()).items():
            (TEACHING / path).write_text(text, encoding="utf-8")
        for path, (template, data) in sheets().items():
            (TEACHING / path).write_bytes(as_pdf(template, data))
    except (OSError, ValueError, ScenarioError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    print("docs/teaching/: numbers, pages and sheets written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
