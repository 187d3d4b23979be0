"""Arithmetic shared by the rules, total on all finite numbers.

Every exponent is clamped, because Python raises where compiled code returns infinity.
"""

import math

LIMIT = 700.0  # exp(700) is about 1e304
SMALLEST = 1e-300
LEAST_NOISE = 1e-9  # stake: a choice with less noise than this is taken as this sharp
HALVING = 0.6931471805599453  # log 2


def clamp(x: float, low: float, high: float) -> float:
    """x, but not below `low` and not above `high`."""
    if x < low:
        return low
    if x > high:
        return high
    return x


def bounded_exp(x: float) -> float:
    """exp(x) with |x| taken as at most 700."""
    return math.exp(clamp(x, -LIMIT, LIMIT))


def logistic(x: float) -> float:
    """1/(1 + exp(-x)): the probability whose log odds are x; |x| is taken as at most 700.

    Source: McKelvey and Palfrey 1995.
    """
    if x >= 0.0:
        return 1.0 / (1.0 + bounded_exp(-x))
    odds = bounded_exp(x)
    return odds / (1.0 + odds)


def log_odds(p: float) -> float:
    """log(p/(1 - p)), the inverse of `logistic`; p is kept inside (0, 1)."""
    q = clamp(p, SMALLEST, 1.0 - 1e-16)
    return math.log(q) - math.log1p(-q)


def power(base: float, exponent: float) -> float:
    """base to the exponent for base >= 0; 0 to a positive exponent is 0, to any other 1."""
    if base <= 0.0:
        if exponent > 0.0:
            return 0.0
        return 1.0
    return bounded_exp(exponent * math.log(base))


def probability_within(rate: float, span: float) -> float:
    """Probability that something with a constant rate [1/day] happens within `span` [days]."""
    return -math.expm1(-max(rate, 0.0) * max(span, 0.0))


def remaining_share(span: float, scale: float) -> float:
    """exp(-span/scale): what is left of a decaying quantity; 0 if the scale is not positive.

    Args:
        span: time passed, in the unit of `scale`; negative counts as 0.
        scale: time after which 1/e is left.
    """
    if scale <= 0.0:
        return 0.0
    return math.exp(-max(span, 0.0) / scale)
