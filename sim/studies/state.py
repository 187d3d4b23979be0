"""What a sweep was begun with, and whether a study still is the one that was begun."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.records.commit import git_commit
from sim.records.draws import Draws, draws_from
from sim.records.errors import RecordError
from sim.records.hashing import canonical, code_hash, machine_fingerprint, text_hash
from sim.records.manifest import machine, plain_case, versions
from sim.scenario.addresses import values
from sim.scenario.errors import display, refusal
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Case
from sim.studies.chunks import Layer, extended, first_layer
from sim.studies.folder import FORMAT, VERSION
from sim.studies.study import Range, Study, Value

MOST_SHOWN = 5


def new_state(study: Study, points: pd.DataFrame, engine: str) -> dict[str, Any]:
    """The state of a sweep that begins."""
    case = plain_case(study.scenario)
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": study.name,
        "question": study.question,
        "scenario": {
            "id": study.scenario.id,
            "hash": text_hash(canonical(case)),
            "text": study.scenario.text,
            "case": case,
            "uncertainties": study.scenario.uncertainties,
        },
        "design": study.design,
        "seed": study.seed,
        "addresses": study.addresses,
        "vary": {address: _options(options) for address, options in study.vary.items()},
        "samples": study.samples,
        "levels": study.levels,
        "measures": list(study.measures),
        "fixed": study.fixed,
        "uncertainty": None if study.uncertainty is None else study.uncertainty.as_dict(),
        "replicates": study.replicates,
        "points": len(points),
        "engine": engine,
        "layers": [list(first_layer(len(points), study.replicates, engine))],
        "code": code_hash(),
        "fingerprint": machine_fingerprint(),
        "versions": versions(),
        "commit": git_commit(),
        "platform": machine(),
    }


def _options(options: tuple[Value, ...] | Range) -> Any:
    return dataclasses.asdict(options) if isinstance(options, Range) else list(options)


def study_of(state: Mapping[str, Any], file: Path) -> Study:
    """The study of a sweep, from its state alone: no study or scenario file is read.

    Raises:
        RecordError: when the state does not hold it.
    """
    stated = state["scenario"]
    try:
        case = Case.model_validate_json(json.dumps(stated["case"]))
        ranges = {name: (low, high) for name, (low, high) in stated["uncertainties"].items()}
        vary = {
            address: Range(**options) if isinstance(options, dict) else tuple(options)
            for address, options in state["vary"].items()
        }
        return Study(
            state["name"],
            Scenario(case, file, stated["text"], {}, {}, ranges, {}, state["fixed"]),
            state["design"], state["replicates"], state["seed"], tuple(state["measures"]), vary,
            state["samples"], state["levels"], state["fixed"], state["question"],
            draws_from(state.get("uncertainty")),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RecordError(f"{display(file)}: does not say what was studied") from None


def layers_of(state: Mapping[str, Any]) -> list[Layer]:
    """The layers of a sweep."""
    return [Layer(*numbers) for numbers in state["layers"]]


def continued(
    study: Study, points: pd.DataFrame, old: Mapping[str, Any], old_points: pd.DataFrame, file: str
) -> tuple[dict[str, Any], pd.DataFrame]:
    """State and points of a sweep that goes on, extended where the study asks for more.

    Raises:
        ScenarioError: when the study or the simulator is not what the sweep was begun with.
    """
    new = new_state(study, points, old["engine"])
    changed = list(_changes(new, old))
    all_points = None if changed else _merged(points, old_points, study.design)
    if all_points is None and not changed:
        changed = ["points that were fought are not in the study any more"]
    if study.replicates < old["replicates"]:
        changed.append(f"replicates: {study.replicates}, were {old['replicates']}")
    if changed or all_points is None:
        raise refusal(
            file, "the sweep in this folder is not this study",
            found="; ".join(changed), allowed="the same study, with more replicates or points",
            hint="another folder (--out), or --if-exists overwrite",
        )  # fmt: skip
    layers = extended(layers_of(old), len(all_points), study.replicates, old["engine"])
    new["layers"] = [list(layer) for layer in layers]
    new["points"] = len(all_points)
    return new, all_points


def _changes(new: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """What differs that must not."""
    if new["scenario"]["hash"] != old["scenario"]["hash"]:
        yield from _case_changes(new["scenario"], old["scenario"])
    for key in ("design", "seed"):
        if new[key] != old[key]:
            yield f"{key}: {new[key]}, was {old[key]}"
    if new["addresses"] != old["addresses"]:
        yield f"[vary]: {', '.join(new['addresses'])}; was {', '.join(old['addresses'])}"
    now, then = (draws_from(one.get("uncertainty")) for one in (new, old))
    if now != then:
        yield f"uncertainty: {_drawn(now)}, was {_drawn(then)}"
    if new["code"] != old["code"]:
        yield "the simulator: its model has been changed since"
    if new["fingerprint"] != old["fingerprint"]:
        yield "the machine: its exp and log give other last digits"


def _drawn(draws: Draws | None) -> str:
    return "none" if draws is None else f"{draws.way} ({draws.source})"


def _case_changes(new: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    if new["id"] != old["id"]:
        yield f"scenario: {new['id']}, was {old['id']}"
        return
    now, then = (values(Case.model_validate_json(json.dumps(one["case"]))) for one in (new, old))
    different = [key for key in {**then, **now} if now.get(key) != then.get(key)]
    for address in different[:MOST_SHOWN]:
        yield f"{address}: {now.get(address, 'nothing')}, was {then.get(address, 'nothing')}"
    if len(different) > MOST_SHOWN:
        yield f"and {len(different) - MOST_SHOWN} values more"


def _merged(new: pd.DataFrame, old: pd.DataFrame, design: str) -> pd.DataFrame | None:
    """The old points and behind them those that are new; None when an old one is gone."""
    if new.head(len(old)).equals(old):
        return new
    if design != "grid":
        return None
    before = set(old.itertuples(index=False, name=None))
    rows = list(new.itertuples(index=False, name=None))
    if not before <= set(rows):
        return None
    added = new[[row not in before for row in rows]]
    return pd.concat([old, added], ignore_index=True)
