"""Belligerents, what they believe of each other, and quadrature nodes of their beliefs."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import roots_jacobi

from sim.cast import Cast
from sim.kernel import world as w
from sim.kernel.chance import subject_hash
from sim.kernel.rules.arithmetic import log_odds
from sim.kernel.rules.belief import hermite_node
from sim.kernel.world import World
from sim.scenario.schema import Case
from sim.scenario.schema.parties import Belief

HERMITE = 5  # nodes of a normal belief: those of the rules
LEAST_JACOBI = 48  # nodes of a beta belief, and so many for each position of the longest front:
JACOBI_PER_POSITION = 5  # with fewer the length of a long even war is wrong in the sixth digit


def copy_numbers(row: np.void, table: object) -> None:
    """Copy every field of a record that a table of the scenario has under the same name."""
    stated = vars(table)
    for name in row.dtype.names or ():
        value = stated.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            row[name] = value


def fill_belligerents(world: World, case: Case) -> None:
    """Every belligerent's own numbers."""
    for i, (name, side) in enumerate(case.belligerents.items()):
        row = world.belligerents[i]
        copy_numbers(row, side)
        row["subject"] = subject_hash(name)
        row["doctrine"] = w.DOCTRINES.index(side.doctrine)
        row["cost_low"] = side.resolve.low
        row["cost_high"] = side.resolve.high
        row["high_cost"] = side.resolve.high_cost
        mean = side.resolve.high_cost * side.resolve.high
        mean += (1.0 - side.resolve.high_cost) * side.resolve.low
        row["cost"] = mean
        if not case.mechanisms.private_resolve:
            row["cost_low"] = mean
            row["cost_high"] = mean
        row["belief_weight"] = side.belief.weight
        row["patron_growth"] = sum(
            state.ties[name].resupply for state in case.states.values() if name in state.ties
        )


def is_beta(belief: Belief) -> bool:
    """Whether a belief is on winning one battle, not on the log quality ratio."""
    return belief.alpha > 0.0 and belief.beta > 0.0


def most_nodes(case: Case, positions: int) -> int:
    """Room for the quadrature of any belief of the scenario, for fronts of up to `positions`."""
    if any(is_beta(side.belief) for side in case.belligerents.values()):
        return max(LEAST_JACOBI, JACOBI_PER_POSITION * positions)
    return HERMITE


def belief_nodes(belief: Belief, most: int) -> NDArray[np.float64]:
    """Nodes and weights of a belief, shape (n, 2): standard values for a normal belief, log odds of
    winning one battle for a beta belief, which takes `most` nodes."""
    if is_beta(belief):
        x, weight = roots_jacobi(most, belief.beta - 1.0, belief.alpha - 1.0)
        odds = [log_odds(0.5 * (1.0 + value)) for value in x]
        return np.column_stack([odds, weight / weight.sum()])
    return np.array([hermite_node(k) for k in range(HERMITE)])


def fill_pairs(world: World, case: Case, cast: Cast) -> None:
    """What each belligerent holds about each other."""
    weight = case.rules.memory.trust_weight
    for i, name in enumerate(cast.belligerents):
        side = case.belligerents[name]
        nodes = belief_nodes(side.belief, world.nodes.shape[2])
        beta = is_beta(side.belief)
        for j, other in enumerate(cast.belligerents):
            row = world.pairs[i, j]
            row["belief_mean"] = 0.0 if beta else side.belief.mean
            row["belief_variance"] = 1.0 if beta else side.belief.sd * side.belief.sd
            row["nodes"] = len(nodes)
            world.nodes[i, j, : len(nodes)] = nodes
            row["type_belief"] = case.belligerents[other].resolve.high_cost
            faith = side.trust.get(other, 0.5)
            row["kept"] = weight * faith
            row["broken"] = weight * (1.0 - faith)
        if beta:
            world.belligerents[i]["belief_weight"] = 0.0
