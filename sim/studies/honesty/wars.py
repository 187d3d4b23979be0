"""Backtest of wars: every gate with its result for every war, from docs/backtest/."""

from pathlib import Path
from typing import Any

from sim.scenario.root import scenario_root
from sim.studies.backtest.war.docs import FOLDER, predictions_file, scores_file
from sim.studies.backtest.war.gates import read_gates
from sim.studies.backtest.war.words import markdown
from sim.studies.honesty.kept import NOT_YET, data_of
from sim.studies.record_file import read_record

PREDICTED = "predicted, not yet compared"


def wars_text(docs: Path) -> str:
    """A table: gates down, wars across."""
    found = scores(docs)
    header = ("gate", *(f"`{name}`" for name in found))
    rows = [
        (gate.words, *(_cell(docs, scenario, name, data) for scenario, data in found.items()))
        for name, gate in read_gates().gates.items()
    ]
    return markdown(header, rows)


def scores(docs: Path) -> dict[str, dict[str, Any] | None]:
    """Scenario -> its scores; None where it has not been compared.

    Of each record that ships the scenarios that were predicted; the first if none was.
    """
    found: dict[str, dict[str, Any] | None] = {}
    for path in sorted((scenario_root() / "facts").glob("*-record.toml")):
        names = read_record(path).scenarios
        begun = [one for one in names if predictions_file(docs, one).is_file()]
        for name in begun or names[:1]:
            found[name] = data_of(scores_file(docs, name))
    return found


def _cell(docs: Path, scenario: str, gate: str, data: dict[str, Any] | None) -> str:
    if data is None:
        return PREDICTED if predictions_file(docs, scenario).is_file() else NOT_YET
    try:
        for one in data["verdicts"]:
            if one["gate"] == gate:
                return f"{one['verdict']}: {one['found']}" if one["found"] else str(one["verdict"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"{FOLDER}/{scenario}.scores.json: damaged: {error!r}") from error
    return NOT_YET


def wars_sentence(docs: Path) -> str:
    """How many gates hold, war by war."""
    parts = []
    for name, data in scores(docs).items():
        cells = [_cell(docs, name, gate, data) for gate in read_gates().gates]
        if data is None:
            parts.append(f"`{name}` {cells[0]}")
            continue
        holds, fails = (sum(one.startswith(word) for one in cells) for word in ("holds", "fails"))
        parts.append(f"`{name}` {holds} hold, {fails} fail")
    return "; ".join(parts)
