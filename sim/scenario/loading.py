"""`load`: from an id or a path to a checked scenario."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.scenario.addresses import override
from sim.scenario.document import read
from sim.scenario.errors import Fault, Finding, Keys, ScenarioError, Where, display
from sim.scenario.keys import spell
from sim.scenario.library import resolve
from sim.scenario.merge import Tree, merge, remove
from sim.scenario.ranges import take_ranges
from sim.scenario.scenario import Scenario
from sim.scenario.validating import validate


def load(name_or_path: str | Path, set: Mapping[str, Any] | None = None) -> Scenario:
    """Read, merge, override and check a scenario.

    Args:
        name_or_path: id of a shipped scenario, or path of a file.
        set: address -> value, as `--set` gives them.

    Returns:
        The scenario, frozen.

    Raises:
        ScenarioError: with all that is wrong with it.
    """
    path = resolve(name_or_path)
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    tree = _read(path, (), texts, faults)
    overrides = dict(set or {})
    tree, wrong = override(tree, overrides)
    data, ranges, range_findings = take_ranges(tree.data)
    case, findings = validate(data, ranges, (*wrong, *range_findings))
    faults += [_placed(finding, tree.origins, path) for finding in findings]
    if faults or case is None:
        raise ScenarioError(sorted(dict.fromkeys(faults), key=_reading_order))
    own, *bases = texts.items()
    return Scenario(
        case=case,
        path=path,
        text=own[1],
        bases=dict(bases),
        data=data,
        uncertainties={spell(keys): bounds for keys, bounds in ranges.items()},
        origins={spell(keys): where for keys, where in tree.origins.items()},
        overrides=overrides,
    )


def _read(path: Path, chain: tuple[Path, ...], texts: dict[str, str], faults: list[Fault]) -> Tree:
    """A file merged onto what it extends."""
    document = read(path)
    faults.extend(document.faults)
    name = display(path)
    texts[name] = document.text
    tree = Tree(document.data, {keys: Where(name, line) for keys, line in document.lines.items()})
    heading = document.data.get("scenario")
    if heading is None:
        raise ScenarioError([_no_heading(name, document.data)])
    extends = heading.get("extends") if isinstance(heading, dict) else None
    if not isinstance(extends, str):
        return tree
    where = tree.origins.get(("scenario", "extends"), Where(name))
    base_path = _base(extends, path, where)
    chain = (*chain, path.resolve())
    if base_path.resolve() in chain:
        raise ScenarioError([_cycle(where, extends, (*chain, base_path))])
    base, findings = remove(_read(base_path, chain, texts, faults), tree)
    faults.extend(_placed(finding, tree.origins, path) for finding in findings)
    return merge(base, tree)


def _base(extends: str, path: Path, where: Where) -> Path:
    try:
        base = resolve(extends, beside=path.parent)
        if not base.is_file():
            raise ScenarioError([Fault("", None, "", "", "id of a scenario or path of a file", "")])
    except ScenarioError as error:
        reason = error.faults[0]
        fault = Fault(
            where.file,
            where.line,
            "scenario.extends",
            f'"{extends}"',
            reason.allowed,
            reason.hint,
            "extends a scenario that does not exist",
        )
        raise ScenarioError([fault]) from None
    return base


def _no_heading(name: str, data: dict[str, Any]) -> Fault:
    found = ", ".join(f"[{key}]" for key in data) or "an empty file"
    hint = "this is a study: run it with sim sweep" if "study" in data else ""
    return Fault(name, None, "scenario", found, "a [scenario] table", hint, "not a scenario file")


def _cycle(where: Where, extends: str, chain: tuple[Path, ...]) -> Fault:
    found = " -> ".join(step.name for step in chain)
    return Fault(
        where.file,
        where.line,
        "scenario.extends",
        found,
        "a chain that ends",
        f'"{extends}" leads back to this file',
        "scenarios extend each other in a circle",
    )


def _placed(finding: Finding, origins: dict[Keys, Where], path: Path) -> Fault:
    """The finding with the file and line of the value, or of the table it should stand in."""
    keys = finding.keys
    while keys and keys not in origins:
        keys = keys[:-1]
    where = origins.get(keys, Where(display(path)))
    return Fault(
        where.file,
        where.line,
        spell(finding.keys),
        finding.found,
        finding.allowed,
        finding.hint,
        finding.problem,
    )


def _reading_order(fault: Fault) -> tuple[str, int]:
    return fault.file, fault.line or 0
