"""A small eventful war: two fronts, two mediators, every kind of term."""

from copy import deepcopy
from typing import Any

from sim.kernel.world import TERMS

SMALL: dict[str, Any] = {
    "scenario": {
        "id": "small-war", "name": "A small war", "summary": "Made for tests.",
        "horizon_days": 20.0, "aftermath_days": 10.0,
    },
    "belligerents": {
        "amber": {"name": "Amber", "death_cost": 2e-4, "belief": {"mean": 0.1}, "invents": 0.1},
        "birch": {"name": "Birch", "death_cost": 2e-4, "belief": {"mean": -0.1}, "discipline": 0.6},
    },
    "states": {
        "oslo": {
            "name": "Oslo", "concern": 0.9, "deploys": {"monitors": 80.0, "guarantee": 0.3},
            "ties": {"amber": {"trust": 0.7, "trade": 0.5}, "birch": {"trust": 0.6, "arms": 0.5}},
        },
        "quito": {"name": "Quito", "concern": 0.7, "ties": {"amber": {"trust": 0.4, "bias": 0.6}}},
    },
    "mediators": {
        "panel": {
            "name": "Panel",
            "members": {"oslo": {"role": "co_chair"}, "quito": {"role": "co_chair"}},
            "decision": "any",
            "style": {"facilitation": 1.0, "formulation": 1.0, "manipulation": 1.0},
            "mandate": {"terms": list(TERMS), "fixed_days": 3.0},
            "tempo": {"launch_rate": 3.0, "lag_days": 0.3, "rest_days": 1.0},
            "signal_accuracy": 0.8,
        },
        "troika": {
            "name": "Troika", "members": {"quito": {"role": "chair"}},
            "mandate": {"terms": ["line", "prisoners", "hotline"]},
            "tempo": {"launch_rate": 2.0, "lag_days": 0.2, "rest_days": 1.0},
            "invites": {"panel": 0.5},
        },
    },
    "fronts": {
        "ridge": {
            "parties": ["amber", "birch"], "positions": 6, "held": 3,
            "ends": {"first": "wall", "second": "wall"}, "deaths": {"amber": 40.0, "birch": 45.0},
        },
        "shore": {
            "parties": ["birch", "amber"], "positions": 4, "held": 1,
            "ends": {"first": "wall", "second": "wall"}, "deaths": {"amber": 20.0, "birch": 25.0},
            "civilian_deaths": 2.0,
        },
    },
    "rules": {"talks": {"direct_rate": 0.5, "halt_rate": 0.2}},
}  # fmt: skip


def small(**changes: Any) -> dict[str, Any]:
    """A copy of the small war whose top tables gain or replace keys."""
    data = deepcopy(SMALL)
    for table, values in changes.items():
        data[table] = {**data.get(table, {}), **values}
    return data
