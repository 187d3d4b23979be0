"""A stylised fact: arms fought, measures taken, gates applied, the mechanism switched off."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sim.studies.facts.fought import Landed, Wars, fight_arm
from sim.studies.facts.gates import Arm, CheckGate, Gate, Gates, gates_file
from sim.studies.facts.quantities import Estimate, Quantity, estimate
from sim.studies.facts.result import Beside, Check, Fact, Verdict
from sim.studies.facts.stylised import STYLISED, Findings
from sim.studies.study import Study, Value
from sim.studies.study_file import read_study

MET, MISSED, UNDECIDED = "met", "missed", "undecided"
HOLDS: Verdict = "holds"


class Found(NamedTuple):
    """A fact and what stands behind it, for figures and pages.

    Attributes:
        estimates, off: of each check by name, mechanism on and off.
        findings: with the mechanism on.
        studies: the studies that were fought.
    """

    fact: Fact
    gate: Gate
    estimates: dict[str, Estimate]
    off: dict[str, Estimate]
    findings: Findings
    studies: list[Study]


def judged(gate: CheckGate, found: Estimate, fewest: int) -> str:
    """Whether an estimate meets a gate: its whole interval inside, outside, or neither."""
    if found.size < (gate.fewest or fewest) or math.isnan(found.low) or math.isnan(found.high):
        return UNDECIDED
    inside = [gate.allows(end) for end in (found.low, found.high)]
    if all(inside):
        return MET
    least, most = gate.bounds
    around = found.low < least and found.high > most
    return UNDECIDED if any(inside) or around else MISSED


def all_of(verdicts: list[str]) -> str:
    """The verdict of several checks together."""
    if MISSED in verdicts:
        return "fails"
    return UNDECIDED if UNDECIDED in verdicts else HOLDS


def verdict_of(on: str, off: str) -> Verdict:
    """The verdict of a fact, from its checks with the mechanism on and off."""
    if on != HOLDS:
        return "fails" if on == "fails" else "undecided"
    if off == "fails":
        return HOLDS
    return "built-in" if off == HOLDS else "undecided"


class Laboratory:
    """Fights arms, each once: facts share a population.

    Args:
        points: only the first so many points of each population; all by default.
    """

    def __init__(self, gates: Gates, landed: Landed, points: int | None = None) -> None:
        self.gates = gates
        self.points = points
        self._landed = landed
        self._studies: dict[str, Study] = {}
        self._fought: dict[tuple[object, ...], Wars] = {}

    def study(self, name: str) -> Study:
        """A study by the name of its file beside the gates."""
        if name not in self._studies:
            self._studies[name] = read_study(Path(gates_file().parent, name))
        return self._studies[name]

    def planned(self, names: list[str]) -> int:
        """Wars that some facts need, those that they share counted once."""
        wanted: dict[tuple[object, ...], int] = {}
        for name in names:
            gate, place = self.gates.facts[name], STYLISED[name]
            wanted |= {
                self._key(arm, off, place.days): self._budget(arm)
                for off in ({}, gate.knock_out)
                for key, arm in gate.arms.items()
                if not off or key not in place.beside
            }
        return sum(wanted.values())

    def _budget(self, arm: Arm) -> int:
        """Wars of an arm: its budget, or those of fewer points."""
        study = self.study(arm.study)
        return arm.wars if self.points is None else self.points * study.replicates

    def arms(self, name: str) -> dict[str, Wars]:
        """All arms of a fact."""
        gate, place = self.gates.facts[name], STYLISED[name]
        return {key: self._arm(arm, {}, place.days) for key, arm in gate.arms.items()}

    def knocked_out(self, name: str) -> dict[str, Wars]:
        """The arms that the checks compare, with the mechanism off."""
        gate, place = self.gates.facts[name], STYLISED[name]
        return {
            key: self._arm(arm, gate.knock_out, place.days)
            for key, arm in gate.arms.items()
            if key not in place.beside
        }

    def _arm(self, arm: Arm, off: Mapping[str, Value], days: bool) -> Wars:
        key = self._key(arm, off, days)
        if key not in self._fought:
            settings = arm.settings | dict(off)
            self._fought[key] = fight_arm(
                self.study(arm.study), settings, days, self._landed, self.points
            )
        return self._fought[key]

    def _key(self, arm: Arm, off: Mapping[str, Value], days: bool) -> tuple[object, ...]:
        return arm.study, tuple(sorted((arm.settings | dict(off)).items())), days

    def estimate(self, quantity: Quantity) -> Estimate:
        """A quantity with its interval, as the gates want it."""
        return estimate(quantity, self.gates.resamples, self.gates.seed)


def check_stylised(name: str, laboratory: Laboratory) -> Found:
    """Fight a fact's arms with its mechanism on and off, and apply its gates."""
    gate, place = laboratory.gates.facts[name], STYLISED[name]
    arms = laboratory.arms(name)
    findings = place.find(arms, arms)
    knocked = laboratory.knocked_out(name)
    without = place.find(knocked, arms)
    measured = {key: check.measure for key, check in gate.checks.items()}
    estimates = {k: laboratory.estimate(findings.measures[one]) for k, one in measured.items()}
    off = {k: laboratory.estimate(without.measures[one]) for k, one in measured.items()}
    checks = [_check(gate, key, estimates[key], off[key]) for key in gate.checks]
    on = all_of([check.verdict for check in checks])
    verdict = verdict_of(on, all_of([check.off[3] for check in checks if check.off]))
    deciding = next((check for check in checks if check.verdict != MET), checks[0])
    runs = sum(len(wars.point) for some in (arms, knocked) for wars in some.values())
    beside = [
        Beside(one.label, one.observed, *laboratory.estimate(one.quantity))
        for one in findings.shown
    ]
    fact = Fact(
        name, gate.statement, gate.source, "stylised", "engine", runs, gate.observed,
        deciding.measured, deciding.low, deciding.high, verdict, checks, len(checks),
        findings.axis, beside,
    )  # fmt: skip
    studies = list({arm.study: laboratory.study(arm.study) for arm in gate.arms.values()}.values())
    return Found(fact, gate, estimates, off, findings, studies)


def _check(gate: Gate, key: str, on: Estimate, off: Estimate) -> Check:
    check = gate.checks[key]
    return Check(
        check.words, check.rule, on.value, on.low, on.high, judged(check, on, gate.fewest),
        (off.value, off.low, off.high, judged(check, off, gate.fewest)),
    )  # fmt: skip
