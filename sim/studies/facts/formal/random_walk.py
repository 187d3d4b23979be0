"""War as a random walk: `random-walk` and `beta-belief` against the gambler's ruin."""

from typing import Any

import numpy as np

from sim.build import begin, build
from sim.kernel.rules.war_value import gamblers_ruin
from sim.kernel.world import World
from sim.scenario.loading import load
from sim.studies.facts.closed_forms import printed, rows
from sim.studies.facts.comparison import Comparison, exact, mean, share
from sim.studies.facts.wars import Settings, ends

# N, n, p of the rows that are fought: short and long, drifting and fair
FOUGHT = (
    (2, 1, 0.45), (5, 1, 0.4), (5, 4, 0.5), (10, 5, 0.45),
    (10, 5, 0.7), (10, 1, 0.5), (10, 1, 0.3), (10, 5, 0.5),
)  # fmt: skip
# a war over ground of three kinds
GROUND = ("open", "mountain", "built", "open", "built", "mountain", "open")
HEIGHTS = {"open": 0.2, "built": 0.8, "mountain": 1.2}
HELD, QUALITY = 3, 0.6


def setting(positions: Any, held: int, p: float) -> dict[str, Any]:
    """A random walk over so many positions, `held` of them the first side's, which wins with p."""
    return {
        "fronts.line.positions": positions,
        "fronts.line.held": held,
        "belligerents.a.quality": p,
        "belligerents.b.quality": 1.0 - p,
    }


def opened(name: str, settings: Settings) -> World:
    """The first war of a scenario, before its first step."""
    return begin(build(load(name, set=dict(settings)).case), 1, 0)


def fought(wars: int) -> list[Comparison]:
    """Shares of victories and mean numbers of battles, and what the sides expect of them."""
    found = [one for row in rows("war_as_gamblers_ruin") for one in _expected(row)]
    for row in rows("war_as_gamblers_ruin"):
        key = int(row["N_forts"]), int(row["n_start_A"]), float(row["p_battle_A"])
        if key not in FOUGHT:
            continue
        batch = ends("random-walk", wars, setting(*key))
        where = f"N = {key[0]}, n = {key[1]}, p = {key[2]:g}"
        won = batch.fronts[:, 0]["line"] == key[0]
        found.append(share(f"share of victory:a, {where}", won, float(row["P_A_wins"])))
        battles = batch.war["engagements"]
        found.append(mean(f"mean battles, {where}", battles, float(row["E_battles"])))
    return found


def _expected(row: dict[str, str]) -> list[Comparison]:
    """What two sides that know the odds expect, against the formula and the table."""
    n, held, p = int(row["N_forts"]), int(row["n_start_A"]), float(row["p_battle_A"])
    scenario = load("random-walk", set=setting(n, held, p))
    template = build(scenario.case)
    for i, sign in ((0, 1.0), (1, -1.0)):
        template.pairs[i, 1 - i]["belief_mean"] = sign * np.log(p / (1.0 - p))
    first, second = begin(template, 1, 0).sides[0]
    win, battles = gamblers_ruin(p, held, n)
    pace = scenario.case.fronts["line"].engagements
    where = f"N = {n}, n = {held}, p = {p:g}"
    table, longer = printed(row["P_A_wins"]), printed(row["E_battles"])
    return [
        exact(f"expected victory, {where}", float(first["worth_end"]), win),
        exact(f"the other side's, {where}", float(second["worth_end"]), 1.0 - win),
        exact(f"expected battles, {where}", float(first["war_days"]) * pace, battles),
        exact(f"formula and table, {where}", win, *table),
        exact(f"formula and table, battles, {where}", battles, *longer),
    ]


def over_terrain(wars: int) -> list[Comparison]:
    """The walk over ground of three kinds against the linear equations of its chain."""
    settings, win, battles = terrain_chain()
    batch = ends("random-walk", wars, settings)
    won = batch.fronts[:, 0]["line"] == len(GROUND)
    template = build(load("random-walk", set=settings).case)
    for i, sign in ((0, 1.0), (1, -1.0)):
        template.pairs[i, 1 - i]["belief_mean"] = sign * np.log(QUALITY / (1.0 - QUALITY))
    first = begin(template, 1, 0).sides[0, 0]
    pace = load("random-walk").case.fronts["line"].engagements
    return [
        share("share of victory:a, three kinds of ground", won, win),
        mean("mean battles, three kinds of ground", batch.war["engagements"], battles),
        exact("expected victory, three kinds of ground", float(first["worth_end"]), win),
        exact("expected battles, three kinds", float(first["war_days"]) * pace, battles),
    ]


def terrain_chain() -> tuple[dict[str, Any], float, float]:
    """A setting with terrain; the probability that the first side wins, and expected battles."""
    places = [
        {"id": f"p{k}", "name": f"Place {k}", "share": 1 / len(GROUND), "terrain": kind}
        for k, kind in enumerate(GROUND)
    ]
    settings = setting(places, HELD, QUALITY)
    settings |= {f"fronts.line.terrain_{kind}": height for kind, height in HEIGHTS.items()}
    n = len(GROUND)
    odds = np.log(QUALITY / (1.0 - QUALITY))
    matrix, wins, ones = np.eye(n + 1), np.zeros(n + 1), np.ones(n + 1)
    wins[n], ones[0], ones[n] = 1.0, 0.0, 0.0
    for k in range(1, n):
        attack = 1.0 / (1.0 + np.exp(-(odds - HEIGHTS[GROUND[k]])))
        lost = 1.0 / (1.0 + np.exp(-(-odds - HEIGHTS[GROUND[k - 1]])))
        up = 0.5 * attack + 0.5 * (1.0 - lost)
        matrix[k, k + 1] -= up
        matrix[k, k - 1] -= 1.0 - up
    win, battles = np.linalg.solve(matrix, wins)[HELD], np.linalg.solve(matrix, ones)[HELD]
    return settings, float(win), float(battles)


def believed(wars: int) -> list[Comparison]:
    """What war is worth to sides with beta beliefs, against the integral over the belief."""
    return [one for row in rows("war_under_beta_belief") for one in _belief(row)]


def _belief(row: dict[str, str]) -> list[Comparison]:
    from scipy.integrate import quad
    from scipy.stats import beta as beta_distribution

    alpha, beta = float(row["alpha"]), float(row["beta"])
    n, held = int(row["N_forts"]), int(row["n_start_A"])
    settings = {
        "belligerents.a.belief": {"alpha": alpha, "beta": beta},
        "belligerents.b.belief": {"alpha": beta, "beta": alpha},
        "fronts.line.positions": n,
        "fronts.line.held": held,
    }
    first, second = opened("beta-belief", settings).sides[0]
    pace = load("beta-belief").case.fronts["line"].engagements
    density = beta_distribution(alpha, beta).pdf
    where = f"Beta({alpha:g}, {beta:g}), N = {n}, n = {held}"
    worth, battles = float(first["worth_end"]), float(first["war_days"]) * pace
    found = [exact(f"the other side's, {where}", float(second["worth_end"]), 1.0 - worth)]
    for k, (value, key) in enumerate(
        ((worth, "subjective_P_A_wins"), (battles, "subjective_E_battles"))
    ):
        integral, _ = quad(
            lambda p, k=k: gamblers_ruin(p, held, n)[k] * density(p),
            0.0, 1.0, points=[0.5], epsabs=1e-12, epsrel=1e-12, limit=400,
        )  # fmt: skip
        what = "victory" if k == 0 else "battles"
        found.append(exact(f"expected {what}, {where}", value, float(integral)))
        found.append(exact(f"table, {what}, {where}", value, *printed(row[key])))
    return found
