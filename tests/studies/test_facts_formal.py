"""The formal facts hold, at full size; and their comparisons would notice if they did not.

This is where the theory scenarios are held to their closed forms; `tests/theory` has what goes
beyond them: the Mesa engine, the length of a step, and that the null comparisons have teeth.
"""

import numpy as np
import pytest

from sim.scenario import load
from sim.studies.facts.closed_forms import printed
from sim.studies.facts.comparison import Comparison, alike, exact, mean, nearest_to_failing, share
from sim.studies.facts.formal import FORMAL
from sim.studies.facts.formal.bargaining import at_cost, costs, odds, opened, refusing_below
from sim.studies.facts.formal.mediation import outcomes
from sim.studies.facts.formal.random_walk import GROUND, setting, terrain_chain
from sim.studies.facts.formal_fact import WARS, check_formal
from sim.studies.facts.wars import Bench, ends


@pytest.mark.parametrize("name", FORMAL)
def test_it_holds(name: str) -> None:
    fact = check_formal(name)
    assert fact.verdict == "holds", [one for one in fact.checks if one.verdict != "met"]
    assert fact.compared >= len(fact.checks) > 0
    assert fact.low <= fact.expected <= fact.high
    assert fact.runs == 0 or fact.runs >= WARS or FORMAL[name].level == "rule"


def test_simulated_comparisons_rest_on_enough_wars() -> None:
    """20,000 or more, in wars or in rounds of them."""
    for name in ("gamblers-ruin-terrain", "constant-hazard"):
        for one in FORMAL[name].compare(WARS):
            assert one.runs == 0 or one.runs >= WARS


def test_a_share_five_errors_off_is_noticed() -> None:
    seen = np.arange(20_000) < 10_000
    error = 0.5 / np.sqrt(20_000)
    assert share("", seen, 0.5 + 3.9 * error).holds
    assert not share("", seen, 0.5 + 4.2 * error).holds


def test_a_mean_five_errors_off_is_noticed() -> None:
    seen = np.tile([0.0, 2.0], 5_000)
    error = float(np.std(seen, ddof=1)) / 100.0
    assert mean("", seen, 1.0 + 3.9 * error).holds
    assert not mean("", seen, 1.0 - 4.2 * error).holds


def test_a_deterministic_number_a_little_off_is_noticed() -> None:
    assert exact("", 0.5 + 9e-10, 0.5).holds
    assert not exact("", 0.5 + 2e-9, 0.5).holds
    assert exact("", 100.0 + 9e-8, 100.0).holds  # relative above 1
    assert not exact("", float("nan"), 0.5).holds
    assert exact("", 12.1942874, *printed("12.194287")).holds
    assert not exact("", 12.1942884, *printed("12.194287")).holds


def test_what_a_table_prints_is_known_to_its_last_digit() -> None:
    assert printed("0.25") == (0.25, 0.005)
    assert printed("1e-06") == (1e-6, 0.5e-6)
    assert printed("3") == (3.0, 0.5)


def test_means_that_differ_are_noticed() -> None:
    one, other = np.tile([0.0, 1.0], 500), np.tile([0.0, 1.0, 1.0, 1.0], 250)
    assert alike("", one, one).holds
    assert not alike("", one, other).holds


def test_the_comparison_nearest_to_failing_is_told() -> None:
    near, far = Comparison("a", 0.0, 0.1, 1.0, 0), Comparison("b", 0.0, -0.9, 1.0, 0)
    assert nearest_to_failing([near, far]) is far
    assert Comparison("c", 0.0, 2.0, 1.0, 0).distance == 2.0


def test_a_wrong_closed_form_would_be_noticed() -> None:
    """The comparisons have teeth: at even odds the walk misses what it meets at 3 to 2."""
    settings, win, _ = terrain_chain()
    even = ends("random-walk", 4000, settings | setting(settings["fronts.line.positions"], 3, 0.5))
    uneven = ends("random-walk", 4000, settings)
    assert not share("", even.fronts[:, 0]["line"] == len(GROUND), win).holds
    assert share("", uneven.fronts[:, 0]["line"] == len(GROUND), win).holds


def test_a_mediator_with_leverage_is_noticed() -> None:
    ties = {"trust": 1.0, "trade": 1.0, "arms": 1.0}
    lever = {
        "mechanisms.direct_talks": False,
        "states.nobody.ties.a": ties,
        "states.nobody.ties.b": ties,
        "mediators.go_between.style": {"facilitation": 0, "formulation": 1, "manipulation": 1},
    }
    pressed = outcomes(ends("null-mediator", 4000, lever))
    plain = outcomes(ends("null-mediator", 4000, {"mechanisms.mediation": False}))
    assert not alike("", pressed["settled"], plain["settled"]).holds


def test_a_demand_is_refused_below_the_cost_it_leaves() -> None:
    world = opened("one-demand", odds(0.5) | costs("a", 0.1, 0.1))
    assert refusing_below(world, 26, 0.4) == pytest.approx(26 / 40 - 0.5, abs=1e-9)
    assert refusing_below(world, 40, 0.3) == 0.3  # refused at any cost: war for sure
    at_cost(world, 1, 0.2)
    assert world.sides[0, 1]["war"] == pytest.approx(0.3, abs=1e-9)


def test_a_bench_fights_the_wars_of_the_ensemble() -> None:
    scenario = load("random-walk")
    bench = Bench(scenario, scenario.case.scenario.seed)
    batch = ends("random-walk", 6, {})
    for replicate in range(6):
        world, log = bench.fight(replicate)
        assert world.fronts[0]["line"] == batch.fronts[replicate, 0]["line"]
        assert world.war[0]["engagements"] == batch.war[replicate]["engagements"]
        assert log.counts[0] > 0


def test_a_bench_makes_room_for_a_long_log() -> None:
    scenario = load("random-walk")
    small = Bench(scenario, 1, events=2)
    _, log = small.fight(0)
    assert 2 < log.counts[0] <= len(log.events)
