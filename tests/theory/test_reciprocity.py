"""`noisy-reciprocity` and `attribution` beyond their tables."""

import numpy as np
import pytest

from sim import simulate
from sim.kernel.rules.reciprocity import contrite_public, generous_private
from sim.studies.facts.formal.reciprocity import long_run, seeing, sides_after


def test_the_measure_of_a_run_is_the_share_of_rounds_held():
    """`cooperation_share_<belligerent>` on Mesa, war by war the same as compiled."""
    runs = simulate("noisy-reciprocity", replicates=6, set={"scenario.aftermath_days": 150.0}).runs
    sides = sides_after("noisy-reciprocity", 6, 150, {})
    assert (sides["rounds"] == 150.0).all()
    for s, side in enumerate("ab"):
        measured = runs[f"cooperation_share_{side}"].to_numpy()
        assert measured == pytest.approx(sides["held_rounds"][:, s] / 150.0, abs=1e-12)
    assert runs["cooperation_share_a"].nunique() > 1


@pytest.mark.parametrize("error", [0.1, 0.3])
def test_the_rules_are_the_closed_forms_of_the_table(closed_form, error):
    table = {
        row["rule"]: row
        for row in closed_form("attribution_and_arbitration")
        if float(row["perception_error_e"]) == error
    }
    shares = {name: float(row["long_run_cooperation"]) for name, row in table.items()}
    generous = next(share for name, share in shares.items() if name.startswith("GTFT"))
    assert generous_private(error, 1.0 / 3.0) == pytest.approx(generous, abs=1e-9)
    arbiter = float(table["CTFT + arbitration"]["arbitrator_error_a"])
    for name, alarm in (("CTFT public standing", error), ("CTFT + arbitration", error * arbiter)):
        assert contrite_public(alarm) == pytest.approx(shares[name], abs=1e-9)


def test_monitors_that_do_not_reach_everything_make_no_public_record():
    partly = seeing(0.3, ["monitors"]) | {"mediators.observers.mandate.monitor_access": 0.9}
    share = long_run("attribution", 300, 60, 60, partly)
    assert np.mean(share) < 0.6
