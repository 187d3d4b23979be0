"""From a scenario to a world. The kernel knows no scenario, the scenario no kernel: this does."""

from sim.build.template import begin, build, empty_log, last_tick

__all__ = ["begin", "build", "empty_log", "last_tick"]
