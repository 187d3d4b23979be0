"""The wars that an entry of the gallery shows: many for its table, one for its picture."""

from dataclasses import dataclass

from sim.records.runs import Runs
from sim.records.simulate import simulate
from sim.report.war import War, war_of
from sim.scenario.library import Entry
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

WARS = 400  # an interval of a share is then at most 0.1 wide


@dataclass(frozen=True)
class Shown:
    """A scenario with its wars.

    Attributes:
        entry: its line of `sim list`.
        many: wars 0 to `WARS` - 1 under the scenario's own seed, `runs` and `truces`.
        one: war 0 of them, with its days and events.
    """

    entry: Entry
    many: Runs
    one: War

    @property
    def scenario(self) -> Scenario:
        """The scenario as loaded."""
        return self.many.scenario


def many_wars(scenario: Scenario) -> Runs:
    """The wars of a table."""
    return simulate(scenario, replicates=WARS, engine="compiled")


def fight(entry: Entry) -> Shown:
    """Fight a scenario of the library. Raises ScenarioError when it cannot be read."""
    scenario = load(entry.path)
    one = simulate(
        scenario, replicates=1, keep=["runs", "truces", "days", "events"], engine="compiled"
    )
    return Shown(entry, many_wars(scenario), war_of(scenario, one))
