"""`python -m sim.studies.honesty`: fill docs/honesty.md from the numbers that are kept."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sim.report.generated import DOCS
from sim.scenario.errors import ScenarioError
from sim.studies.honesty.parts import PAGE, filled


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sim.studies.honesty", description=__doc__)
    parser.add_argument("--docs", type=Path, default=DOCS, help="folder of the documentation")
    docs: Path = parser.parse_args(arguments).docs
    try:
        text = filled((docs / PAGE).read_text(encoding="utf-8"), docs)
        (docs / PAGE).write_text(text, encoding="utf-8")
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"{docs / PAGE}: {error}", file=sys.stderr)
        return 1
    print(f"{PAGE}: written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
