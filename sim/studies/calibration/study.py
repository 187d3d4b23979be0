"""Calibration files: read, checked whole, and everything wrong with them said at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.document import Document, read
from sim.scenario.errors import (
    Fault,
    Finding,
    Keys,
    ScenarioError,
    did_you_mean,
    display,
    one_of,
    refusal,
)  # fmt: skip
from sim.scenario.keys import show, spell
from sim.scenario.library import resolve
from sim.scenario.loading import load
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.studies.calibration.schema import (
    ALLOWED,
    MOST_PARAMETERS,
    CalibrationTable,
    Variant,
    table_findings,
)
from sim.studies.calibration.statistics import Statistic, known_names, statistic
from sim.studies.record_file import Record, read_record, shipped_record
from sim.studies.study import Range
from sim.studies.varying import address_findings

TABLE = "calibration"


@dataclass(frozen=True)
class Calibration:
    """What is fitted to what, checked.

    Attributes:
        name: what its folder is called.
        ranges: address -> (low, high): the priors, uniform over the scenario's ranges.
        statistics: what simulated wars and the record are compared by.
        particles, populations: of the sequential Monte Carlo.
        prior_wars: wars at points of the prior, from which the distance is learnt.
        predicted_wars: wars of the fitted model that are held against the whole record.
        seed: of all luck.
        fitted: how the fitted scenario is called and what it extends; None: none is written.
    """

    name: str
    scenario: Scenario
    record: Record
    ranges: dict[str, tuple[float, float]]
    statistics: dict[str, Statistic]
    particles: int
    populations: int
    prior_wars: int
    predicted_wars: int
    seed: int
    question: str
    fitted: Variant | None


def read_calibration(source: str | Path) -> Calibration:
    """A calibration from its file: a path, or the name of one that comes with the simulator.

    Raises:
        ScenarioError: with all that is wrong with it.
    """
    path = _place(source)
    document = read(path)
    faults = list(document.faults)
    if not isinstance(document.data.get(TABLE), Mapping):
        raise ScenarioError([_none_here(document)])
    findings: list[Finding] = [
        Finding((key,), "unknown key", key, f"[{TABLE}]", did_you_mean(key, [TABLE]))
        for key in document.data
        if key != TABLE
    ]
    made = _checked(path, dict(document.data[TABLE]), findings)
    faults += [_placed(document, finding) for finding in findings]
    if faults or made is None:
        raise ScenarioError(sorted(dict.fromkeys(faults), key=lambda one: one.line or 0))
    return made


def _place(source: str | Path) -> Path:
    path = Path(source).expanduser()
    if isinstance(source, Path) or source.endswith(".toml") or len(path.parts) != 1:
        return path
    shipped = {
        one.stem: one
        for one in sorted((scenario_root() / "studies").glob("*.toml"))
        if f"[{TABLE}]" in one.read_text("utf-8")
    }
    if source in shipped:
        return shipped[source]
    raise refusal(
        source, "no calibration has this name", found=f'"{source}"',
        allowed=f"{one_of(shipped)}; or the path of a .toml file",
        hint=did_you_mean(source, shipped),
    )  # fmt: skip


def _none_here(document: Document) -> Fault:
    found = ", ".join(f"[{key}]" for key in document.data) or "an empty file"
    hint = "this is a study: sim sweep fights it" if "study" in document.data else ""
    return Fault(
        display(document.path), None, TABLE, found, f"a [{TABLE}] table", hint, "no calibration"
    )


def _checked(path: Path, data: dict[str, Any], findings: list[Finding]) -> Calibration | None:
    try:
        table = CalibrationTable.model_validate(data)
    except ValidationError as error:
        findings += table_findings(error)
        return None
    scenario = _scenario(table.scenario, "scenario", path, findings)
    record = _record(table.record, path, findings)
    fitted = table.fitted
    if fitted is not None:
        base = _scenario(fitted.extends, "fitted.extends", path, findings)
        if base is not None and fitted.extends.endswith(".toml"):
            fitted = fitted.model_copy(update={"extends": str(base.path.resolve())})
    if scenario is None or record is None:
        return None
    findings += _parameter_findings(table, scenario)
    start = scenario.case.scenario.start
    statistics: dict[str, Statistic] = {}
    for name in table.statistics:
        try:
            if start is None:
                raise ValueError("the scenario has no date to begin at")
            statistics[name] = statistic(name, record, start)
        except ValueError as error:
            known = known_names(record)
            findings.append(Finding(
                (TABLE, "statistics"), str(error), show(name), one_of(known),
                did_you_mean(name, known),
            ))  # fmt: skip
    if findings:
        return None
    ranges = {name: scenario.uncertainties[name] for name in table.parameters}
    return Calibration(
        path.stem, scenario, record, ranges, statistics, table.particles, table.populations,
        table.prior_wars, table.predicted_wars, table.seed, table.question, fitted,
    )  # fmt: skip


def _scenario(name: str, key: str, path: Path, findings: list[Finding]) -> Scenario | None:
    keys = (TABLE, *key.split("."))
    try:
        file = resolve(name, beside=path.parent)
    except ScenarioError as error:
        first = error.faults[0]
        findings.append(Finding(keys, first.problem, show(name), first.allowed, first.hint))
        return None
    if not file.is_file():
        findings.append(Finding(keys, "there is no such file", show(name), ALLOWED["scenario"]))
        return None
    return load(file)


def _record(name: str, path: Path, findings: list[Finding]) -> Record | None:
    file = path.parent / name if name.endswith(".toml") else shipped_record(name)
    if file.is_file():
        return read_record(file)
    known = [one.stem for one in sorted(shipped_record("x").parent.glob("*-record.toml"))]
    findings.append(Finding(
        (TABLE, "record"), "there is no such record", show(name), one_of(known),
        did_you_mean(name, known),
    ))  # fmt: skip
    return None


def _parameter_findings(table: CalibrationTable, scenario: Scenario) -> Iterator[Finding]:
    keys = (TABLE, "parameters")
    count = len(table.parameters)
    if count > MOST_PARAMETERS:
        yield Finding(keys, "too many parameters", str(count), f"at most {MOST_PARAMETERS}")
    for address in table.parameters:
        if table.parameters.count(address) > 1:
            yield Finding(keys, "stands twice", show(address), "each address once")
        elif address not in scenario.uncertainties:
            known = list(scenario.uncertainties)
            problem = f"{scenario.id} states no range for it, so it has no prior"
            hint = did_you_mean(address, known)
            yield Finding(keys, problem, show(address), one_of(known), hint)
        else:
            low, high = scenario.uncertainties[address]
            span = Range(float(low), float(high))
            for one in address_findings(scenario, address, span, "latin-hypercube"):
                yield Finding(keys, one.problem, show(address), one.allowed, one.hint)


def _placed(document: Document, finding: Finding) -> Fault:
    keys: Keys = finding.keys
    while keys and keys not in document.lines:
        keys = keys[:-1]
    return Fault(
        display(document.path), document.lines.get(keys), spell(finding.keys), finding.found,
        finding.allowed, finding.hint, finding.problem,
    )  # fmt: skip
