"""`manifest.json`: everything needed to say what was run, and to run it again."""

import importlib.metadata
import json
import platform
from pathlib import Path
from typing import Any

from sim.records.commit import git_commit
from sim.records.hashing import canonical, code_hash, machine_fingerprint, table_hash, text_hash
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case

NAME = "manifest.json"
FORMAT = "ceasefire-sim run"
VERSION = 1
PACKAGES = ("ceasefire-sim", "mesa", "numba", "numpy", "pandas", "pyarrow")


def run_id(plan: Plan) -> str:
    """Hash of what determines a run: resolved scenario, luck, wars, the model's code.

    Not of the engine: both fight the same wars.
    """
    determines = {
        "case": plain_case(plan.scenario),
        "seed": plan.seed,
        "first_replicate": plan.first,
        "replicates": plan.count,
        "agents": plan.agents,
        "code": code_hash(),
    }
    if plan.draws is not None:
        determines["uncertainty"] = plan.draws.as_dict()
    return text_hash(canonical(determines))[:16]


def plain_case(scenario: Scenario) -> dict[str, Any]:
    """The resolved scenario as JSON holds it."""
    plain: dict[str, Any] = json.loads(scenario.case.model_dump_json())
    return plain


def manifest_of(runs: Runs) -> dict[str, Any]:
    """The manifest of wars that have been fought."""
    scenario = runs.scenario
    case = plain_case(scenario)
    return {
        "format": FORMAT,
        "version": VERSION,
        "run_id": run_id(
            Plan(
                scenario,
                runs.seed,
                runs.first_replicate,
                runs.replicates,
                runs.engine,
                runs.agents,
                runs.draws,
            )
        ),
        "complete": runs.fought == runs.replicates,
        "scenario": {
            "id": scenario.id,
            "hash": text_hash(canonical(case)),
            "text": scenario.text,
            "bases": {Path(name).name: text for name, text in scenario.bases.items()},
            "case": case,
            "uncertainties": scenario.uncertainties,
        },
        "overrides": json.loads(json.dumps(scenario.overrides, default=str)),
        "agents": runs.agents,
        "uncertainty": None if runs.draws is None else runs.draws.as_dict(),
        "seed": runs.seed,
        "first_replicate": runs.first_replicate,
        "replicates": runs.replicates,
        "fought": runs.fought,
        "engine": runs.engine,
        "versions": versions(),
        "commit": git_commit(),
        "code": code_hash(),
        "platform": machine(),
        "fingerprint": machine_fingerprint(),
        "started": runs.started,
        "finished": runs.finished,
        "tables": {
            name: {"rows": len(frame), "wars": runs.wars[name], "hash": table_hash(frame)}
            for name, frame in runs.frames.items()
        },
    }


def versions() -> dict[str, str]:
    """Versions of Python, of this simulator and of what it computes with."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            version = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            version = "not installed"
        found["sim" if package == PACKAGES[0] else package] = version
    return found


def machine() -> dict[str, str]:
    """The kind of machine; never its name."""
    return {
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "implementation": platform.python_implementation(),
        "libc": " ".join(platform.libc_ver()).strip(),
    }


def scenario_from(manifest: dict[str, Any], path: Path) -> Scenario:
    """The scenario as it was fought, from the manifest alone: no scenario file is read."""
    stated = manifest["scenario"]
    case = Case.model_validate_json(json.dumps(stated["case"]))
    return Scenario(
        case=case,
        path=path,
        text=stated["text"],
        bases=stated["bases"],
        data=case.model_dump(exclude_defaults=True),  # as a file states it: checked again with it
        uncertainties={name: (low, high) for name, (low, high) in stated["uncertainties"].items()},
        origins={},
        overrides=manifest["overrides"],
    )
