"""What a fit was begun with, so that only the same fit goes on in its folder."""

from pathlib import Path
from typing import Any

from sim.records.hashing import canonical, code_hash, machine_fingerprint, text_hash
from sim.records.manifest import plain_case, versions
from sim.scenario.errors import display, refusal
from sim.studies.calibration.study import Calibration

FORMAT, VERSION = "ceasefire-sim calibration", 2
FIXED = {
    "version": "the way of fitting",
    "scenario": "the scenario",
    "ranges": "parameters or their ranges",
    "record": "statistics or what the record says of them",
    "particles": "particles",
    "prior_wars": "prior_wars",
    "seed": "the seed",
    "code": "the simulator: its model has been changed since",
    "fingerprint": "the machine: its exp and log give other last digits",
}


def state_of(study: Calibration) -> dict[str, Any]:
    """What determines a fit, but for how many populations it goes on."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": study.name,
        "scenario": text_hash(canonical(plain_case(study.scenario))),
        "ranges": {name: list(ends) for name, ends in study.ranges.items()},
        "record": {name: [one.low, one.high] for name, one in study.statistics.items()},
        "particles": study.particles,
        "prior_wars": study.prior_wars,
        "seed": study.seed,
        "code": code_hash(),
        "fingerprint": machine_fingerprint(),
        "versions": versions(),
    }


def same_fit(new: dict[str, Any], old: dict[str, Any], folder: Path) -> None:
    """Refuse to go on with another fit.

    Raises:
        ScenarioError: naming what differs.
    """
    changed = [words for key, words in FIXED.items() if new.get(key) != old.get(key)]
    if changed:
        raise refusal(
            display(folder), "the fit in this folder is not this study",
            found="changed: " + "; ".join(changed), allowed="the same study, with more populations",
            hint="another folder (--out)",
        )  # fmt: skip
