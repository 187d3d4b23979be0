"""`null-mediator`: a go-between without information, leverage or guarantee changes nothing.

What `no difference` means is said in the scenario file: the answer, the channel, the luck.
"""

import numpy as np
import pytest

from sim import simulate
from sim.build import begin, build
from sim.kernel.phases.means import bare_deal, deal_of
from sim.kernel.phases.respond import decide_response
from sim.kernel.world import LINE, NOBODY, PRISONERS, SETTLED
from sim.scenario.loading import load

WARS = 10_000  # on either side of a comparison

DIRECT = {"mechanisms.mediation": False}
TWICE = DIRECT | {"rules.talks.direct_rate": 0.4}
BETWEEN = {"mechanisms.direct_talks": False}
LEVER = {
    "states.nobody.ties.a": {"trust": 1.0, "trade": 1.0, "arms": 1.0},
    "states.nobody.ties.b": {"trust": 1.0, "trade": 1.0, "arms": 1.0},
    "mediators.go_between.style": {"facilitation": 0.0, "formulation": 1.0, "manipulation": 1.0},
}


def outcomes(wars):
    """What may differ, by name, one value per war."""
    fronts = wars.fronts[:, 0]
    return {
        "settled": (fronts["status"] == SETTLED).astype(float),
        "deaths": wars.belligerents["losses"].sum(axis=1),
        "agreements": wars.war["truces"].astype(float),
        "ended": wars.n_ended.astype(float),
        "line": fronts["line"].astype(float),
        "trust": wars.pairs[:, 0, 1]["kept"] - wars.pairs[:, 0, 1]["broken"],
    }


@pytest.mark.parametrize(
    ("with_it", "without_it"), [(BETWEEN, DIRECT), ({}, TWICE)], ids=["instead", "beside"]
)
def test_no_difference_in_distribution(many, agree, with_it, without_it):
    """Instead of direct talks at the same rate; beside them, against direct talks twice as often.

    Means of six outcomes, each within 4 standard errors.
    """
    mediated = outcomes(many("null-mediator", WARS, set=with_it))
    direct = outcomes(many("null-mediator", WARS, set=without_it))
    assert 0.05 < direct["settled"].mean() < 0.95
    for name, seen in mediated.items():
        assert agree.apart(seen, direct[name]) <= agree.errors, name


def test_leverage_would_be_noticed(many, agree):
    """The comparison has teeth: the same go-between with leverage makes a difference."""
    mediated = outcomes(many("null-mediator", 4000, set=BETWEEN | LEVER))
    direct = outcomes(many("null-mediator", 4000, set=DIRECT))
    assert agree.apart(mediated["settled"], direct["settled"]) > 2.0 * agree.errors


@pytest.mark.parametrize("line", [3, 5, 6, 8])
def test_an_answer_does_not_depend_on_who_puts_the_offer(line):
    """Even where resolve is private and beliefs differ: every term of the decision is the same."""
    private = {
        "mechanisms.private_resolve": True,
        "belligerents.a.belief": {"mean": 0.3, "sd": 0.5, "weight": 0.5},
        "belligerents.b.belief": {"mean": 0.2, "sd": 0.4, "weight": 0.5},
    }
    world = begin(build(load("null-mediator", set=private).case), 1, 0)
    for s in range(2):
        plain = decide_response(world, 0, 0, s, NOBODY, NOBODY, bare_deal(world, line, True))
        deal = deal_of(world, 0, NOBODY, 0, line, 0, LINE | PRISONERS)
        carried = decide_response(world, 0, 0, s, 0, NOBODY, deal)
        assert carried[1:] == pytest.approx(plain[1:], abs=1e-12)


def test_until_an_agreement_the_war_is_the_same_war():
    """Common random numbers, on Mesa: the go-between shifts nobody's luck."""
    keep = ["days", "events"]
    short = {"scenario.horizon_days": 15.0}
    mediated = simulate("null-mediator", replicates=12, set=short, keep=keep)
    direct = simulate("null-mediator", replicates=12, set=short | DIRECT, keep=keep)
    went_in = 0
    for replicate in range(12):
        events = mediated.events[mediated.events["replicate"] == replicate]
        went_in += int((events["kind"] == "initiative").any())
        signed = events.loc[events["kind"] == "signed", "hour"]
        until = int(signed.min() // 24) if len(signed) else 15
        deaths = [
            runs.days.loc[
                (runs.days["replicate"] == replicate) & (runs.days["day"] <= until),
                ["deaths_a", "deaths_b"],
            ].to_numpy()
            for runs in (mediated, direct)
        ]
        assert np.array_equal(*deaths)
        assert len(deaths[0]) == until
    assert went_in > 3
