"""A simulator of ceasefire mediation.

from sim import simulate
runs = simulate("karabakh-2020", replicates=100, seed=7)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.engines.agents import Belligerent, Mediator
    from sim.engines.model import CeasefireModel
    from sim.records.reading import read
    from sim.records.simulate import simulate
    from sim.scenario.loading import load
    from sim.studies.compare import compare
    from sim.studies.discovery import discover
    from sim.studies.sweep import sweep

__all__ = [
    "Belligerent",
    "CeasefireModel",
    "Mediator",
    "compare",
    "discover",
    "load",
    "read",
    "simulate",
    "sweep",
]

# Imported when first asked for, so that `import sim` and `sim --help` are fast.
_PLACES = {
    "Belligerent": "sim.engines.agents",
    "CeasefireModel": "sim.engines.model",
    "Mediator": "sim.engines.agents",
    "compare": "sim.studies.compare",
    "discover": "sim.studies.discovery",
    "load": "sim.scenario.loading",
    "read": "sim.records.reading",
    "simulate": "sim.records.simulate",
    "sweep": "sim.studies.sweep",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
