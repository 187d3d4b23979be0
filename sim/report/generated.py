"""Write the parts of docs/ that are made from the code: `python -m sim.report.generated`.

A part stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`. Other parts (the comparison
with the record, say) are written by whoever measures them, with `fill`.
"""

import sys
from pathlib import Path

from sim.report.event_page import events_text
from sim.report.parameters import parameter_table

DOCS = Path(__file__).resolve().parents[2] / "docs"
PARTS = {
    "parameters": ("model.md", parameter_table),
    "events": ("reference/events.md", events_text),
}


def fill(page: str, name: str, text: str) -> str:
    """A page with the part `name` replaced.

    Raises:
        ValueError: when the page does not have the two markers once each, in order.
    """
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"the page lacks {begin.strip()} ... {end}, once each and in order")
    before, rest = page.split(begin)
    return f"{before}{begin}\n{text}\n\n{end}{rest.split(end)[1]}"


def main(docs: Path = DOCS) -> int:
    """Write every generated part; returns the exit status."""
    for name, (file, make) in PARTS.items():
        path = docs / file
        try:
            page = path.read_text(encoding="utf-8")
            path.write_text(fill(page, name, make()), encoding="utf-8")
        except (OSError, ValueError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 1
        print(f"{file}: {name} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
