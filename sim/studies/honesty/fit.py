"""What the record of 2020 identifies: prior against posterior width, from the fit that ships."""

from functools import cache
from pathlib import Path

import pandas as pd

from sim.studies.backtest.war.words import markdown
from sim.studies.calibration.posterior import Width, effective, widths
from sim.studies.calibration.study import Calibration, read_calibration
from sim.studies.calibration.variant import DRAWS
from sim.studies.honesty.kept import NOT_YET
from sim.studies.page import figure_of

STUDY = "karabakh-2020-fit"
HEADER = ("parameter", "range", "posterior, 5 to 95 %", "of the width left", "verdict")


def fit_text(docs: Path) -> str:
    """A row for each parameter of the fit; the draws lie among the scenarios."""
    found = shipped_widths()
    if not found:
        return f"The fit: {NOT_YET} (`sim calibrate {STUDY}`)."
    return f"{fit_sentence()}\n\n{markdown(HEADER, [_row(one) for one in found])}"


def fit_sentence() -> str:
    """How many parameters the record identifies."""
    found = shipped_widths()
    if not found:
        return NOT_YET
    words = ("identified", "narrowed", "not identified")
    told = ", ".join(f"{sum(one.verdict == word for one in found)} {word}" for word in words)
    worth = effective(_draws())
    return f"Of {len(found)} numbers: {told}. The draws are worth {worth:.0f} after weighting."


def shipped_widths() -> list[Width]:
    """Prior against posterior of each parameter; none where no fit ships."""
    if not _file().is_file():
        return []
    return widths(_study().ranges, _draws())


@cache
def _study() -> Calibration:
    return read_calibration(STUDY)


def _file() -> Path:
    study = _study()
    name = study.fitted.id if study.fitted else STUDY
    return study.scenario.path.parent / f"{name}{DRAWS}"


def _draws() -> pd.DataFrame:
    return pd.read_csv(_file())


def _row(one: Width) -> tuple[str, ...]:
    low, high, p05, p95 = (figure_of(x) for x in (one.low, one.high, one.p05, one.p95))
    return (
        f"`{one.parameter}`",
        f"{low} to {high}",
        f"{p05} to {p95}",
        f"{one.left:.0%}",
        one.verdict,
    )
