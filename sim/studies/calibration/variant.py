"""The fitted scenario as a file: its ranges are the posterior; the joint draws lie beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sim.scenario.keys import spell, split
from sim.studies.calibration.posterior import effective

if TYPE_CHECKING:
    from sim.studies.calibration.calibrate import Calibrated
    from sim.studies.calibration.posterior import Width
    from sim.studies.calibration.schema import Variant

DRAWS = ".draws.csv"  # behind the id, in the folder of the scenario's file
DIGITS = 4


def variant_text(fit: Calibrated, variant: Variant) -> str:
    """TOML of the fitted scenario: low, value and high are the weighted 5, 50 and 95 %."""
    study, last = fit.study, fit.populations[-1]
    start = study.scenario.case.scenario.start
    summary = (
        f"{Path(variant.extends).stem} with {len(fit.widths)} numbers fitted to what was known by "
        f"{study.record.known_until}."
    )
    rows = [
        "#!/usr/bin/env -S sim run",
        "#:schema ../schema.json",
        f"# Written by sim calibrate {study.name}: do not edit, fit again.",
        f"# Population {last.number + 1}: {last.accepted:,} wars kept of {last.tried:,}, epsilon "
        f"{last.epsilon:.3f}; adjusted, and worth {effective(fit.posterior):.0f} after weighting.",
        "# low, value and high are the weighted 5, 50 and 95 % of each number alone;",
        f"# {variant.id}{DRAWS} holds the joint draws.",
        "",
        "[scenario]",
        f'id = "{variant.id}"',
        f"name = {json.dumps(variant.name, ensure_ascii=False)}",
        f"summary = {json.dumps(summary, ensure_ascii=False)}",
        f"extends = {json.dumps(_base(fit, variant))}",
    ]
    tables: dict[tuple[str, ...], list[str]] = {}
    for one in fit.widths:
        keys = split(one.parameter)
        tables.setdefault(keys[:2], []).append(f"{spell(keys[2:])} = {_range(one)}")
    for keys, lines in tables.items():
        rows += ["", f"[{spell(keys)}]", *lines]
    source = (
        f"fitted: approximate Bayesian computation (pyABC, sequential Monte Carlo, semi-automatic "
        f"summaries, regression adjustment) to the record up to "
        f"{study.record.known_until}, war begun {start}; study {study.name}"
    )
    rows += ["", "[sources]"]
    rows += [f"{json.dumps(one.parameter)} = {json.dumps(source)}" for one in fit.widths]
    return "\n".join(rows) + "\n"


def _base(fit: Calibrated, variant: Variant) -> str:
    """What it extends: an id, or a path from where the file will lie."""
    if not variant.extends.endswith(".toml"):
        return variant.extends
    return Path(os.path.relpath(variant.extends, fit.directory)).as_posix()


def _range(one: Width) -> str:
    """Value and ends, rounded, in order, and within the range that was fitted in."""
    low, value, high = (float(f"{x:.{DIGITS}g}") for x in (one.p05, one.p50, one.p95))
    return f"{{ value = {value!r}, low = {low!r}, high = {high!r} }}"
