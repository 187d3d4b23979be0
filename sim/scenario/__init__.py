"""What a war is made of: schema, reading, checking, the library, addresses of parameters."""

from sim.scenario.errors import Fault, ScenarioError
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

__all__ = ["Fault", "Scenario", "ScenarioError", "load"]
