"""The documentation's part: scores of many ceasefires as data, without a row of their table."""

import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.scenario.errors import display
from sim.studies.backtest.backtest import Backtest
from sim.studies.backtest.words import opening, verdicts

FILE = "ceasefires.json"
DIGITS = 6
LEFT_OUT = ("fitted",)  # one row per split and reading: the page has their medians


def write_kept(result: Backtest, docs: Path, today: dt.date | None = None) -> Path:
    """Write scores, what was said of them, and the command that gives them again.

    Raises:
        WritingError: when that fails.
    """
    path = docs / FILE
    data = {
        "written": (today or dt.date.today()).isoformat(),
        "table": result.table,
        "command": command(result),
        "opening": list(opening(result)),
        "verdicts": {
            name: list(verdicts(read)) for name, read in result.readings.items()
        },
        **_rounded(result.as_dict()),
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    try:
        docs.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        write_file(part, lambda stream: stream.write(text.encode()))
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{display(path)}: not written: {reason}") from error
    return path


def command(result: Backtest) -> str:
    """The command; the table by its name alone, since nobody else has it at the same place."""
    train = f" --train {result.train}" if result.train else f" --splits {result.splits}"
    return (
        f"sim backtest {result.table}{train} --seed {result.seed} --wars {result.bank.wars} "
        "--docs docs"
    )


def _rounded(value: Any) -> Any:
    """Numbers to six places, NaN as null."""
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items() if key not in LEFT_OUT}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, DIGITS)
    return value
