"""`python -m benchmarks`: one table of all figures, measured side by side in one run."""

import argparse
from collections.abc import Callable

from benchmarks import machine, page, wars
from benchmarks.against import engines
from benchmarks.drawn import drawn
from benchmarks.first import waiting
from benchmarks.growth import growth
from benchmarks.memory import memory
from benchmarks.rows import Row, printed
from benchmarks.shares import shares
from benchmarks.threads import threads
from sim.engines.ready import make_ready

EPILOG = "Takes some five minutes; close what else keeps the machine busy."


def main() -> None:
    """Measure, print, and write docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", epilog=EPILOG)
    parser.add_argument("--only", default="abcdef", metavar="LETTERS", help="some parts, not kept")
    parser.add_argument(
        "--full", action="store_true", help="memory of a million wars measured, not extrapolated"
    )
    asked = parser.parse_args()
    wanted = set(asked.only)
    if not wanted <= set("abcdef"):
        parser.error(f"--only: found {asked.only}; allowed: letters from a to f")
    load = machine.load()
    case = wars.scenario()
    make_ready(case, print)
    parts: dict[str, Callable[[], list[Row]]] = {
        "a": lambda: engines(case) + drawn(case),
        "b": lambda: threads(case),
        "c": lambda: shares(case),
        "d": growth,
        "e": lambda: memory(asked.full),
        "f": waiting,
    }
    rows: list[Row] = []
    for letter, part in parts.items():
        if letter in wanted:
            print(f"({letter}) ...", flush=True)
            rows += part()
    described = machine.described(load)
    print(f"\n{described}\n\n{printed(rows)}")
    if len(wanted) == len(parts):
        page.write(rows, described)
        print("\nWritten to docs/performance.md")


if __name__ == "__main__":
    main()
