"""`credible-advice` beyond the bounds of bias within which a mediator is believed."""

import numpy as np
import pytest

from sim.studies.facts.formal.mediation import advice_setting, heard


def test_without_information_of_its_own_a_mediator_is_not_heard(closed_form):
    row = closed_form("mediator_credibility_after_kydd")[0]
    prior, _, set = advice_setting(row, 0.7)
    after, _ = heard(set, 200)
    assert np.ptp(after) > 0.1  # with some, it is
    after, _ = heard(set | {"mediators.adviser.signal_accuracy": 0.5}, 200)
    assert after == pytest.approx(prior, abs=1e-12)
