"""A fit on disk: posterior, what is said of it, the fitted scenario, figures and page."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from sim.studies.calibration.page import page_of
from sim.studies.calibration.variant import DRAWS, variant_text
from sim.studies.folder import Folder
from sim.studies.page import write_page

if TYPE_CHECKING:
    from pathlib import Path

    from sim.studies.calibration.calibrate import Calibrated
    from sim.studies.record_rows import Row

PAGE, DOCUMENT, POSTERIOR = "calibration.html", "fit.json", "posterior.parquet"


def write_calibrated(fit: Calibrated) -> Path:
    """Write all of it; returns the page.

    Raises:
        WritingError: when that fails.
    """
    folder = Folder(fit.directory)
    text = json.dumps(document(fit), indent=2, ensure_ascii=False, allow_nan=False)
    variant = fit.study.fitted
    with folder.locked():
        folder.land(POSTERIOR, lambda s: fit.posterior.to_parquet(s, index=False))
        folder.land(DOCUMENT, lambda s: s.write(f"{text}\n".encode()))
        if variant is not None:
            toml = variant_text(fit, variant)
            table = fit.posterior.to_csv(index=False, float_format="%.6g", lineterminator="\n")
            folder.land(f"{variant.id}.toml", lambda s: s.write(toml.encode()))
            folder.land(f"{variant.id}{DRAWS}", lambda s: s.write(table.encode()))
        with folder.writing():
            page = write_page(page_of(fit), folder.path, PAGE)
    return page


def document(fit: Calibrated) -> dict[str, Any]:
    """What `sim calibrate --json` prints and `fit.json` holds."""
    study = fit.study
    return {
        "study": study.name,
        "scenario": study.scenario.id,
        "record": study.record.id,
        "seed": study.seed,
        "directory": str(fit.directory),
        "statistics": {
            name: {"low": one.low, "high": one.high, "used": name in fit.distance.summary.scales}
            for name, one in study.statistics.items()
        },
        "populations": [one._asdict() for one in fit.populations],
        "parameters": [
            one._asdict()
            | {"verdict": one.verdict, "explained": fit.distance.summary.told[one.parameter]}
            for one in fit.widths
        ],
        "record_rows": [
            _row(before, after, before.id in study.statistics)
            for before, after in zip(fit.before, fit.after, strict=True)
        ],
        "inside": inside(fit),
    }


def inside(fit: Calibrated) -> dict[str, dict[str, int]]:
    """Of the record's figures, how many lie in the bands, in sample and held out apart."""
    found = {}
    for sample in ("in sample", "held out"):
        before, after = (
            [one for one in rows if one.figure.sample == sample] for rows in (fit.before, fit.after)
        )
        found[sample] = {
            "figures": len(after),
            "prior": sum(one.inside for one in before),
            "posterior": sum(one.inside for one in after),
        }
    return found


def _row(before: Row, after: Row, fitted_to: bool) -> dict[str, Any]:
    return {
        "figure": after.id,
        "statement": after.figure.statement,
        "unit": after.figure.unit,
        "sample": after.figure.sample,
        "fitted_to": fitted_to,
        "record": [after.figure.low, after.figure.high],
        "prior": _band(before),
        "posterior": _band(after),
    }


def _band(row: Row) -> dict[str, Any]:
    """Infinite and missing numbers as null, which JSON lacks words for."""
    numbers = {"low": row.low, "middle": row.middle, "high": row.high}
    told = {name: value if math.isfinite(value) else None for name, value in numbers.items()}
    return {"wars": row.wars, **told, "inside": row.inside}
