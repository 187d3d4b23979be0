"""`random-walk` and `beta-belief` against the gambler's ruin, on both engines."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta as beta_distribution

from sim import simulate
from sim.build import begin, build
from sim.kernel.rules.war_value import gamblers_ruin
from sim.kernel.world import DECIDED
from sim.scenario.loading import load

WARS = 20_000

# N, n, p of rows of the table: short and long, drifting and fair
ROWS = [(2, 1, 0.45), (5, 1, 0.4), (5, 4, 0.5), (10, 5, 0.45), (10, 5, 0.7), (10, 1, 0.5),
        (10, 1, 0.3), (10, 5, 0.5)]  # fmt: skip

# a war over ground of three kinds
GROUND = ["open", "mountain", "built", "open", "built", "mountain", "open"]


def setting(positions, held, p):
    return {
        "fronts.line.positions": positions,
        "fronts.line.held": held,
        "belligerents.a.quality": p,
        "belligerents.b.quality": 1.0 - p,
    }


@pytest.mark.parametrize(("positions", "held", "p"), ROWS)
def test_shares_and_engagements_meet_the_gamblers_ruin(
    many, agree, closed_form, positions, held, p
):
    [row] = [
        row
        for row in closed_form("war_as_gamblers_ruin")
        if (int(row["N_forts"]), int(row["n_start_A"]), float(row["p_battle_A"]))
        == (positions, held, p)
    ]
    wars = many("random-walk", WARS, set=setting(positions, held, p))
    fronts = wars.fronts[:, 0]
    assert (fronts["status"] == DECIDED).all()  # the horizon is long enough
    agree.share(fronts["line"] == positions, float(row["P_A_wins"]))
    agree.mean(wars.war["engagements"], float(row["E_battles"]))
    spread = float(row["SD_battles"])
    assert np.std(wars.war["engagements"]) == pytest.approx(spread, rel=0.05, abs=1e-12)


def test_every_row_of_the_table_is_what_the_sides_expect(closed_form):
    """The value of war of a side that knows the odds is the closed form, to 1e-9."""
    for row in closed_form("war_as_gamblers_ruin"):
        n, held, p = int(row["N_forts"]), int(row["n_start_A"]), float(row["p_battle_A"])
        scenario = load("random-walk", set=setting(n, held, p))
        template = build(scenario.case)
        for i, sign in ((0, 1.0), (1, -1.0)):
            template.pairs[i, 1 - i]["belief_mean"] = sign * np.log(p / (1.0 - p))
        world = begin(template, 1, 0)
        win, battles = gamblers_ruin(p, held, n)
        pace = scenario.case.fronts["line"].engagements
        first, second = world.sides[0]
        assert first["worth_end"] == pytest.approx(win, abs=1e-9)
        assert second["worth_end"] == pytest.approx(1.0 - win, abs=1e-9)
        assert first["war_days"] * pace == pytest.approx(battles, rel=1e-9)
        assert win == pytest.approx(float(row["P_A_wins"]), abs=6e-11 + 5e-9)  # as printed
        assert battles == pytest.approx(float(row["E_battles"]), rel=5e-9, abs=5e-9)


def over_ground():
    """A setting with terrain, and the exact chain: P(a wins), expected battles, from every line."""
    terrain = {"open": 0.2, "built": 0.8, "mountain": 1.2}
    places = [
        {"id": f"p{k}", "name": f"Place {k}", "share": 1 / len(GROUND), "terrain": kind}
        for k, kind in enumerate(GROUND)
    ]
    set = setting(places, 3, 0.6) | {f"fronts.line.terrain_{k}": h for k, h in terrain.items()}
    n = len(GROUND)
    odds = np.log(0.6 / 0.4)
    matrix, wins, ones = np.eye(n + 1), np.zeros(n + 1), np.ones(n + 1)
    wins[n], ones[0], ones[n] = 1.0, 0.0, 0.0
    for k in range(1, n):
        attack = 1.0 / (1.0 + np.exp(-(odds - terrain[GROUND[k]])))
        lost = 1.0 / (1.0 + np.exp(-(-odds - terrain[GROUND[k - 1]])))
        up = 0.5 * attack + 0.5 * (1.0 - lost)
        matrix[k, k + 1] -= up
        matrix[k, k - 1] -= 1.0 - up
    return set, np.linalg.solve(matrix, wins), np.linalg.solve(matrix, ones)


def test_terrain_meets_the_exact_chain(many, agree):
    set, wins, battles = over_ground()
    wars = many("random-walk", WARS, set=set)
    agree.share(wars.fronts[:, 0]["line"] == len(GROUND), wins[3])
    agree.mean(wars.war["engagements"], battles[3])


def test_the_mesa_engine_fights_the_same_wars(many):
    """Replicate by replicate, so that what holds for 20,000 compiled wars holds for Mesa's."""
    set, _, _ = over_ground()
    few = simulate("random-walk", replicates=25, set=set).runs
    wars = many("random-walk", 25, set=set)
    won = np.where(wars.fronts[:, 0]["line"] == len(GROUND), "victory:a", "victory:b")
    assert few["outcome"].tolist() == won.tolist()
    assert few["engagements"].tolist() == wars.war["engagements"].tolist()


def belief(alpha, beta, positions, held):
    return {
        "belligerents.a.belief": {"alpha": alpha, "beta": beta},
        "belligerents.b.belief": {"alpha": beta, "beta": alpha},
        "fronts.line.positions": positions,
        "fronts.line.held": held,
    }


def test_beta_beliefs_meet_the_table_and_the_integral(closed_form):
    for row in closed_form("war_under_beta_belief"):
        alpha, beta = float(row["alpha"]), float(row["beta"])
        n, held = int(row["N_forts"]), int(row["n_start_A"])
        scenario = load("beta-belief", set=belief(alpha, beta, n, held))
        first, second = begin(build(scenario.case), 1, 0).sides[0]
        battles = first["war_days"] * scenario.case.fronts["line"].engagements
        assert first["worth_end"] == pytest.approx(float(row["subjective_P_A_wins"]), abs=5e-9)
        assert battles == pytest.approx(float(row["subjective_E_battles"]), abs=5e-7)
        assert second["worth_end"] == pytest.approx(1.0 - first["worth_end"], abs=1e-9)
        density = beta_distribution(alpha, beta).pdf
        for k, value in enumerate((first["worth_end"], battles)):
            exact, _ = quad(
                lambda p, k=k, n=n, held=held, density=density: (
                    gamblers_ruin(p, held, n)[k] * density(p)
                ),
                0.0, 1.0, points=[0.5], epsabs=1e-12, epsrel=1e-12, limit=400,
            )  # fmt: skip
            assert value == pytest.approx(exact, rel=1e-9, abs=1e-9)


def test_two_optimists_expect_to_win_more_than_there_is():
    first, second = begin(build(load("beta-belief").case), 1, 0).sides[0]
    assert first["worth_end"] == pytest.approx(second["worth_end"], abs=1e-9)
    assert first["worth_end"] + second["worth_end"] > 1.4
