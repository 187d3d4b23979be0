"""`random-walk` and `beta-belief` beyond the gambler's ruin itself."""

import numpy as np
import pytest

from sim import simulate
from sim.build import begin, build
from sim.kernel.world import DECIDED
from sim.scenario.loading import load
from sim.studies.facts.formal.random_walk import FOUGHT, GROUND, setting, terrain_chain
from sim.studies.facts.wars import ends

WARS = 20_000


@pytest.mark.parametrize(("positions", "held", "p"), FOUGHT[:4])
def test_battles_are_spread_as_in_the_table(closed_form, positions, held, p):
    [row] = [
        row
        for row in closed_form("war_as_gamblers_ruin")
        if (int(row["N_forts"]), int(row["n_start_A"]), float(row["p_battle_A"]))
        == (positions, held, p)
    ]
    wars = ends("random-walk", WARS, setting(positions, held, p))
    assert (wars.fronts[:, 0]["status"] == DECIDED).all()  # the horizon is long enough
    spread = float(row["SD_battles"])
    assert np.std(wars.war["engagements"]) == pytest.approx(spread, rel=0.05, abs=1e-12)


def test_the_mesa_engine_fights_the_same_wars():
    """Replicate by replicate, so that what holds for 20,000 compiled wars holds for Mesa's."""
    set, _, _ = terrain_chain()
    few = simulate("random-walk", replicates=25, set=set).runs
    wars = ends("random-walk", 25, set)
    won = np.where(wars.fronts[:, 0]["line"] == len(GROUND), "victory:a", "victory:b")
    assert few["outcome"].tolist() == won.tolist()
    assert few["engagements"].tolist() == wars.war["engagements"].tolist()


def test_two_optimists_expect_to_win_more_than_there_is():
    first, second = begin(build(load("beta-belief").case), 1, 0).sides[0]
    assert first["worth_end"] == pytest.approx(second["worth_end"], abs=1e-9)
    assert first["worth_end"] + second["worth_end"] > 1.4
