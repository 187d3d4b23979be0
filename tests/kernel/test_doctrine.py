"""Doctrines: exact long-run shares of the chain their actions make, against published numbers."""

from itertools import pairwise, product

import numpy as np
import pytest

from sim.kernel.rules import doctrine, reciprocity
from sim.kernel.rules.doctrine import fires, standing_after

NAMES = {
    "ALLC": (doctrine.RESTRAINT, 0.0),
    "TFT": (doctrine.RETALIATE, 0.0),
    "GTFT10": (doctrine.GENEROUS, 0.1),
    "GTFT30": (doctrine.GENEROUS, 0.3),
    "GTFT1/3": (doctrine.GENEROUS, 1.0 / 3.0),
    "CTFT": (doctrine.CONTRITE, 0.0),
    "ALLD": (doctrine.AGGRESSIVE, 0.0),
    "WSLS": (doctrine.WIN_STAY, 0.0),
    "RANDOM": (doctrine.RANDOM, 0.0),
    "GRIM1": (doctrine.GRIM, 0.0),
}
CALM = (False, False, True, True)  # own fired, other seen firing, own standing, other's standing


def firing_probability(rule, memory):
    """Integral over u, which `fires` only compares with the generosity and with one half."""
    code, generosity = rule
    cuts = sorted({0.0, generosity, 0.5, 1.0})
    return sum(
        (high - low) * fires(code, generosity, *memory, (low + high) / 2.0)
        for low, high in pairwise(cuts)
    )


def chances(probability):
    return [
        (value, weight)
        for value, weight in ((True, probability), (False, 1 - probability))
        if weight > 0.0
    ]


def remember(memory, fired, record, seen):
    """One side's memory after a round in which it fired, the record has it, it saw the other."""
    _, _, own_good, other_good = memory
    return (
        fired,
        seen,
        standing_after(own_good, other_good, record),
        standing_after(other_good, own_good, seen),
    )


def read_as(fired, misread, public):
    """How an action is read: privately with errors either way, on record with false alarms only."""
    if public:
        return chances(1.0 if fired else misread)
    return chances(1.0 - misread if fired else misread)


def rounds(first, second, state, execution, misread, public):
    """Every next pair of memories with its probability."""
    intents = [firing_probability(first, state[0]), firing_probability(second, state[1])]
    acted = [p * (1 - execution) + (1 - p) * execution for p in intents]
    for (a, wa), (b, wb) in product(chances(acted[0]), chances(acted[1])):
        for (ra, va), (rb, vb) in product(read_as(a, misread, public), read_as(b, misread, public)):
            own_a, own_b = (ra, rb) if public else (a, b)  # a side knows what it did itself
            after = remember(state[0], a, own_a, rb), remember(state[1], b, own_b, ra)
            yield after, wa * wb * va * vb


def long_run(first, second, execution, misread=0.0, public=True):
    """Shares of rounds in which A held, B held, both held, both fired."""
    states, edges = [(CALM, CALM)], []
    index = {states[0]: 0}
    for state in states:  # grows while it is walked
        for after, weight in rounds(first, second, state, execution, misread, public):
            if after not in index:
                index[after] = len(states)
                states.append(after)
            edges.append((index[state], index[after], weight))
    matrix = np.zeros((len(states), len(states)))
    for source, target, weight in edges:
        matrix[target, source] += weight
    system = np.vstack([matrix - np.eye(len(states)), np.ones(len(states))])
    target = np.append(np.zeros(len(states)), 1.0)
    shares, _, rank, _ = np.linalg.lstsq(system, target)
    assert rank == len(states)  # one recurrent class: the long run does not depend on the start
    held = np.array([[not state[0][0], not state[1][0]] for state in states])
    both, neither = held.all(axis=1), ~held.any(axis=1)
    return shares @ held[:, 0], shares @ held[:, 1], shares @ both, shares @ neither


def test_every_pair_of_doctrines_under_noise(closed_form):
    rows = closed_form("noisy_reciprocity")
    assert {row["A"] for row in rows} == set(NAMES)
    for row in rows:
        found = long_run(NAMES[row["A"]], NAMES[row["B"]], float(row["noise_eps"]))
        columns = ("coop_rate_A", "coop_rate_B", "P_CC", "P_DD")
        for value, column in zip(found, columns, strict=True):
            if row[column]:  # the contrite rows have no P_DD
                assert value == pytest.approx(float(row[column]), abs=1e-9), row


def test_contrition_with_itself(closed_form):
    for row in closed_form("contrite_tft"):
        found = long_run(NAMES["CTFT"], NAMES["CTFT"], float(row["noise_eps"]))
        assert found[0] == pytest.approx(float(row["coop_rate_selfplay"]), abs=1e-9)
        assert found[2] == pytest.approx(float(row["P_CC"]), abs=1e-9)


def test_misreading_with_and_without_a_public_record(closed_form):
    for row in closed_form("attribution_and_arbitration"):
        error, expected = float(row["perception_error_e"]), float(row["long_run_cooperation"])
        if row["rule"] == "TFT":
            found = long_run(NAMES["TFT"], NAMES["TFT"], 0.0, error, public=False)
        elif row["rule"].startswith("GTFT"):
            rule = (doctrine.GENEROUS, 1.0 / 3.0)
            found = long_run(rule, rule, 0.0, error, public=False)
        else:
            false = error * float(row["arbitrator_error_a"] or 1.0)
            found = long_run(NAMES["CTFT"], NAMES["CTFT"], 0.0, false, public=True)
        assert found[0] == pytest.approx(expected, abs=1e-9), row


@pytest.mark.parametrize("error", [0.01, 0.1, 0.3])
def test_contrition_with_private_standings_falls_to_one_half(error):
    found = long_run(NAMES["CTFT"], NAMES["CTFT"], 0.0, error, public=False)
    assert found[0] == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize("error", [0.001, 0.05, 0.2])
@pytest.mark.parametrize("generosity", [0.1, 0.6])
def test_closed_forms_equal_the_chain(error, generosity):
    generous = (doctrine.GENEROUS, generosity)
    assert long_run(generous, generous, error)[0] == pytest.approx(
        reciprocity.cooperation_generous(error, generosity), abs=1e-9
    )
    assert long_run(NAMES["CTFT"], NAMES["CTFT"], error)[0] == pytest.approx(
        reciprocity.cooperation_contrite(error), abs=1e-9
    )
    assert long_run(NAMES["TFT"], NAMES["TFT"], error)[0] == pytest.approx(
        reciprocity.cooperation_tft(), abs=1e-9
    )


def after_one_error(rule, limit):
    """Rounds fired by (errant, victim) after the errant's single slip from peace."""
    first, second = (remember(CALM, True, True, False), remember(CALM, False, False, True))
    fired = [0, 0]
    for _ in range(limit):
        a, b = (fires(*rule, *memory, 0.99) for memory in (first, second))
        fired = [fired[0] + a, fired[1] + b]
        first, second = remember(first, a, a, b), remember(second, b, b, a)
    return fired


def test_recovery_after_one_error(closed_form):
    values = {
        row["rule"].split()[0]: row["value"] for row in closed_form("recovery_after_one_error")
    }
    assert values["TFT"] == "inf"
    assert after_one_error(NAMES["TFT"], 100) == [50, 50]
    assert float(values["CTFT"]) == 1.0
    assert after_one_error(NAMES["CTFT"], 100) == [0, 1]
    assert values["WSLS"].startswith("1 extra D by victim + 1 D by errant")
    assert after_one_error(NAMES["WSLS"], 100) == [1, 1]


@pytest.mark.parametrize(("generosity", "expected"), [(0.1, 9.0), (1.0 / 3.0, 2.0)])
def test_generosity_ends_retaliation(generosity, expected):
    answer = firing_probability((doctrine.GENEROUS, generosity), (False, True, True, False))
    assert answer / (1.0 - answer) == pytest.approx(expected)  # sum of a geometric series


@pytest.mark.parametrize(
    ("own_good", "other_good", "own_fired", "good"),
    [
        (True, True, False, True),
        (True, True, True, False),  # unprovoked
        (True, False, True, True),  # punishes from good standing
        (False, False, True, False),  # in bad standing has no right to
        (False, True, True, False),
        (False, True, False, True),  # makes amends
        (False, False, False, True),
    ],
)
def test_standing(own_good, other_good, own_fired, good):
    assert standing_after(own_good, other_good, own_fired) is good


def test_an_unknown_doctrine_holds_its_fire():
    assert fires(99, 0.0, True, True, True, False, 0.9) is False
