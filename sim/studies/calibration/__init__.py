"""Parameters fitted to a war's record: approximate Bayesian computation by pyABC.

A calibration names a scenario, at most twelve of its uncertain numbers, and figures of the record
that were known when the fit could have been made. Wars are fought at points drawn from the ranges;
those nearest to the record stay; what they say of the figures that were held out is shown beside.

Source: sequential Monte Carlo, Toni et al. (2009); pyABC, Schaelte et al. (2022).
"""

from sim.studies.calibration.calibrate import Calibrated, calibrate
from sim.studies.calibration.study import Calibration, read_calibration

__all__ = ["Calibrated", "Calibration", "calibrate", "read_calibration"]
