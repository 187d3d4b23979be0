"""One point of a study: the scenario with some values set, without reading its file again."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from sim.scenario.addresses import override
from sim.scenario.errors import Fault, Finding, ScenarioError, display
from sim.scenario.keys import spell
from sim.scenario.merge import Tree
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case
from sim.scenario.validating import validate


def at_point(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """The scenario with values set.

    Raises:
        ScenarioError: when it cannot be fought with these values.
    """
    data, case, findings = _tried(scenario, values)
    if findings or case is None:
        raise ScenarioError([_fault(scenario, finding) for finding in findings])
    overrides = scenario.overrides | dict(values)
    return dataclasses.replace(scenario, case=case, data=data, overrides=overrides)


def findings_at(scenario: Scenario, values: Mapping[str, Any]) -> list[Finding]:
    """What is wrong with the scenario when these values are set."""
    return _tried(scenario, values)[2]


def _tried(
    scenario: Scenario, values: Mapping[str, Any]
) -> tuple[dict[str, Any], Case | None, list[Finding]]:
    tree, wrong = override(Tree(scenario.data, {}), values)
    case, findings = validate(tree.data, {}, tuple(wrong))
    return tree.data, case, findings


def _fault(scenario: Scenario, finding: Finding) -> Fault:
    return Fault(
        display(scenario.path), None, spell(finding.keys), finding.found, finding.allowed,
        finding.hint, finding.problem,
    )  # fmt: skip
