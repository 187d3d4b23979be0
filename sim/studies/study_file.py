"""Study files: read, checked whole, and everything wrong with them said at once."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from sim.cast import cast_of
from sim.records.uncertainty import uncertainty as draws_of
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
from sim.studies.design import MOST_POINTS, count_points
from sim.studies.measures import known_measures
from sim.studies.problem import is_problem, vary_from
from sim.studies.schema import TABLES, StudyTable, table_findings
from sim.studies.study import SAMPLERS, Range, Study, Value
from sim.studies.varying import Options, address_findings, read_options

DEFAULT_SAMPLES = {"latin-hypercube": 100, "sobol": 256, "morris": 20}
Source = str | Path | Mapping[str, Any] | Study


def read_study(source: Source, uncertainty: str | None = None) -> Study:
    """A study from a file (its path, or the name of one that comes with the simulator) or a table.

    Args:
        uncertainty: `prior` or `fitted`, in place of what the study says.

    Raises:
        ScenarioError: with all that is wrong with it.
    """
    if isinstance(source, Study):
        return source if uncertainty is None else drawing(source, uncertainty)
    if isinstance(source, Mapping):
        document, name = Document(Path("study"), "", dict(source), {}), "study"
    else:
        path = _place(source)
        document, name = read(path), path.stem
    study, way = _checked(document, name)
    asked = way if uncertainty is None else uncertainty
    return study if asked is None else drawing(study, asked)


def drawing(study: Study, way: str) -> Study:
    """The study with a draw for each replicate of what neither varies nor is set in it.

    Raises:
        ScenarioError: when it has no ranges, or no fit, or nothing is left to draw.
    """
    kept = (*study.addresses, *study.fixed)
    draws = draws_of(way, study.scenario, study.seed, kept=kept)
    return dataclasses.replace(study, uncertainty=draws)


def _place(source: str | Path) -> Path:
    """The file that is meant: a path, or the name of a study in the library."""
    path = Path(source).expanduser()
    if isinstance(source, Path) or source.endswith(".toml") or len(path.parts) != 1:
        return path
    shipped = {one.stem: one for one in sorted((scenario_root() / "studies").glob("*.toml"))}
    if source in shipped:
        return shipped[source]
    allowed = f"{one_of(shipped)}; or the path of a .toml file" if shipped else "a .toml file"
    raise refusal(
        source, "no study has this name", found=f'"{source}"', allowed=allowed,
        hint=did_you_mean(source, shipped),
    )  # fmt: skip


def _checked(document: Document, name: str) -> tuple[Study, str | None]:
    """The study, and from where it says that parameters are to be drawn."""
    faults = list(document.faults)
    data = document.data
    if not isinstance(data.get("study"), Mapping):
        raise ScenarioError([_no_study(document)])
    findings = _unknown_tables(data)
    table = _table(data, findings)
    vary = _read_vary(data.get("vary", {}), findings)
    fixed = _read_set(data.get("set", {}), findings)
    scenario = _scenario(table, fixed, document, findings) if table else None
    if table is not None and scenario is not None:
        ranges = {} if "vary" in data else scenario.uncertainties
        vary |= {address: Range(float(low), float(high)) for address, (low, high) in ranges.items()}
        if vary or not any(finding.keys[0] == "vary" for finding in findings):
            findings += _design_findings(table, vary, scenario, "vary" in data)
        findings += _measure_findings(table, scenario)
    faults += [_placed(document, finding) for finding in findings]
    if faults or table is None or scenario is None:
        raise ScenarioError(sorted(dict.fromkeys(faults), key=lambda one: one.line or 0))
    study = _study(name, table, scenario, vary, fixed)
    if count_points(study) > MOST_POINTS:
        raise refusal(
            display(document.path), "too many points", found=f"{count_points(study):,}",
            allowed=f"at most {MOST_POINTS:,}", hint="fewer steps, or another design",
        )  # fmt: skip
    return study, table.uncertainty


def _study(
    name: str, table: StudyTable, scenario: Scenario, vary: dict[str, Options],
    fixed: dict[str, Value],
) -> Study:  # fmt: skip
    seed = scenario.case.scenario.seed if table.seed is None else table.seed
    samples = table.samples or DEFAULT_SAMPLES.get(table.design, 0)
    measures = table.measures or known_measures(cast_of(scenario.case))
    return Study(
        name, scenario, table.design, table.replicates, seed, tuple(measures), vary, samples,
        table.levels, fixed, table.question,
    )  # fmt: skip


def _no_study(document: Document) -> Fault:
    found = ", ".join(f"[{key}]" for key in document.data) or "an empty file"
    hint = "this is a scenario: fight it with sim run" if "scenario" in document.data else ""
    line = document.lines.get(("study",))
    return Fault(
        display(document.path), line, "study", found, "a [study] table", hint, "not a study file"
    )


def _unknown_tables(data: Mapping[str, Any]) -> list[Finding]:
    return [
        Finding((key,), "unknown key", key, one_of(TABLES), did_you_mean(key, TABLES))
        for key in data
        if key not in TABLES
    ]


def _table(data: Mapping[str, Any], findings: list[Finding]) -> StudyTable | None:
    try:
        return StudyTable.model_validate(dict(data["study"]))
    except ValidationError as error:
        findings += table_findings(error)
        return None


def _read_vary(table: Any, findings: list[Finding]) -> dict[str, Options]:
    if isinstance(table, Mapping) and is_problem(table):
        table = vary_from(table)
    if not isinstance(table, Mapping):
        findings.append(Finding(("vary",), "not a table", show(table), "address -> values"))
        return {}
    found: dict[str, Options] = {}
    for address, value in table.items():
        options = read_options(address, value)
        if isinstance(options, Finding):
            findings.append(options)
        else:
            found[address] = options
    return found


def _read_set(table: Any, findings: list[Finding]) -> dict[str, Value]:
    if not isinstance(table, Mapping):
        findings.append(Finding(("set",), "not a table", show(table), "address -> value"))
        return {}
    for address, value in table.items():
        if isinstance(value, Mapping):
            hint = "a dotted address used as a key stands in quotes"
            findings.append(Finding(("set", address), "not a value", "a table", "a value", hint))
    return {key: value for key, value in table.items() if isinstance(value, get_args(Value))}


def _scenario(
    table: StudyTable, fixed: dict[str, Value], document: Document, findings: list[Finding]
) -> Scenario | None:
    try:
        path = resolve(table.scenario, beside=document.path.parent)
    except ScenarioError as error:
        first = error.faults[0]
        found = show(table.scenario)
        findings.append(
            Finding(("study", "scenario"), first.problem, found, first.allowed, first.hint)
        )
        return None
    if not path.is_file():
        found, allowed = show(table.scenario), "id of a scenario, or path of a .toml file"
        findings.append(Finding(("study", "scenario"), "there is no such file", found, allowed))
        return None
    plain = load(path)
    try:
        return load(path, fixed) if fixed else plain
    except ScenarioError as error:
        for fault in error.faults:
            address = next((a for a in fixed if a in (fault.found, fault.address)), "")
            keys = ("set", address) if address else ("set",)
            findings.append(Finding(keys, fault.problem, fault.found, fault.allowed, fault.hint))
        return plain


def _design_findings(
    table: StudyTable, vary: dict[str, Options], scenario: Scenario, stated: bool
) -> list[Finding]:
    if not vary:
        problem = "nothing varies" if stated else "the scenario states no ranges to vary"
        return [Finding(("vary",), problem, "nothing", "address -> values, or a range")]
    findings = [
        finding
        for address, options in vary.items()
        for finding in address_findings(scenario, address, options, table.design)
    ]
    keys = ("study", "samples")
    if table.samples is not None and table.design not in SAMPLERS:
        hint = f"{table.design} takes its points from [vary]"
        findings.append(Finding(keys, "samples of no sampler", str(table.samples), "none", hint))
    if table.design == "sobol" and table.samples and table.samples & (table.samples - 1):
        power = 1 << (table.samples - 1).bit_length()
        hint = f"the next one is {power}"
        findings.append(
            Finding(keys, "no power of two", str(table.samples), "64, 128, 256, ...", hint)
        )
    if table.design == "list":
        findings += _unequal(vary)
    return findings


def _unequal(vary: dict[str, Options]) -> list[Finding]:
    """A list design takes the first values together, then the second ones, and so on."""
    sizes = {address: len(v) for address, v in vary.items() if not isinstance(v, Range)}
    longest = max(sizes.values(), default=0)
    return [
        Finding(("vary", address), "lists of different lengths", f"{size} values",
                f"{longest} values, as many as the longest")
        for address, size in sizes.items()
        if size != longest
    ]  # fmt: skip


def _measure_findings(table: StudyTable, scenario: Scenario) -> list[Finding]:
    known = known_measures(cast_of(scenario.case))
    return [
        Finding(("study", "measures"), "no such measure", show(name), one_of(known),
                did_you_mean(name, known))
        for name in table.measures or []
        if name not in known
    ]  # fmt: skip


def _placed(document: Document, finding: Finding) -> Fault:
    keys: Keys = finding.keys
    while keys and keys not in document.lines:
        keys = keys[:-1]
    return Fault(
        display(document.path), document.lines.get(keys), spell(finding.keys), finding.found,
        finding.allowed, finding.hint, finding.problem,
    )  # fmt: skip
