"""`null-mediator`: a go-between without information, leverage or guarantee changes nothing.

What `no difference` means is said in the scenario file: the answer, the channel, the luck.
The channel is a fact (`tests/studies/test_facts_formal.py`); here are every term of an answer, and
the luck.
"""

import numpy as np
import pytest

from sim import simulate
from sim.build import begin, build
from sim.kernel.phases.means import bare_deal, deal_of
from sim.kernel.phases.respond import decide_response
from sim.kernel.world import LINE, NOBODY, PRISONERS
from sim.scenario.loading import load

DIRECT = {"mechanisms.mediation": False}


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
