"""The sizes that decide much and are assumed, as a scenario has them that says nothing."""

from pathlib import Path

from sim.report.parameters import parameters
from sim.studies.backtest.war.words import markdown

ASSUMED = (
    "rules.truces.peacekeepers_needed", "states.ID.deploys.guarantee", "rules.truces.observer",
    "rules.truces.monitors_needed", "rules.pressure.scale", "rules.pressure.half_life_days",
    "rules.pressure.patrons", "rules.pressure.endorsement", "rules.truces.restraint",
    "rules.truces.restraint_days", "rules.truces.forbearance", "rules.truces.reconsiders",
    "rules.talks.forum_weight", "belligerents.ID.hosting",
)  # fmt: skip
HEADER = ("parameter", "means", "unit", "unless a scenario says otherwise")


def assumed_text(docs: Path) -> str:
    """A row for each."""
    known = {one.address.replace("<id>", "ID"): one for one in parameters()}
    rows = [
        (f"`{name}`", one.meaning, one.unit, one.default)
        for name, one in ((name, known[name]) for name in ASSUMED)
    ]
    return markdown(HEADER, rows)
