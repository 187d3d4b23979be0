"""Beliefs: about the quality of forces, from battles, and about resolve, from dealings."""

from sim.kernel.rules.arithmetic import clamp, logistic


def observe(
    mean: float, variance: float, offset: float, success: bool, sign: int, weight: float
) -> tuple[float, float]:
    """The belief about the own log quality ratio after one engagement.

    The believer takes the attack to succeed with probability logistic(sign*mean + offset); the
    update is one step of the online logistic (Laplace) approximation, with the observation's log
    likelihood multiplied by `weight`.

    Args:
        mean: mean of the normal belief about theta, log(own quality / other's quality).
        variance: its variance.
        offset: attacker's log force ratio less the terrain of the position.
        success: whether the attacker succeeded.
        sign: +1 if the believer attacked, -1 if it defended.
        weight: share of the evidence taken in, 0 (learns nothing) to 1 (Bayes).

    Returns:
        The new mean and variance.

    Source: Spiegelhalter and Lauritzen 1990 (the update); Slantchev 2003 (learning by fighting);
    Smith and Stam 2004 (both learn from the same battles through different priors).
    """
    side = float(sign)
    spread = max(variance, 0.0)
    omega = clamp(weight, 0.0, 1.0)
    p = logistic(side * mean + offset)
    surprise = -p
    if success:
        surprise = 1.0 - p
    new_variance = spread / (1.0 + spread * omega * p * (1.0 - p))
    return mean + new_variance * omega * side * surprise, new_variance


def hermite_node(k: int) -> tuple[float, float]:
    """Node and weight k (0 to 4) of five-point Gauss-Hermite quadrature for a standard normal.

    Weights sum to 1; exact for polynomials up to degree 9. Other k: the last node.

    Source: Abramowitz and Stegun 1964 (table 25.10, rescaled).
    """
    if k <= 0:
        return -2.8569700138728056, 0.011257411327720691
    if k == 1:
        return -1.3556261799742659, 0.2220759220056126
    if k == 2:
        return 0.0, 0.5333333333333333
    if k == 3:
        return 1.3556261799742659, 0.2220759220056126
    return 2.8569700138728056, 0.011257411327720691


def update_type(q: float, like_high: float, like_low: float) -> float:
    """Probability that the other side's resolve is high, after what it did (Bayes).

    Args:
        q: probability before, 0 to 1.
        like_high: probability of what it did if its resolve is high.
        like_low: the same if it is low.

    Returns:
        Probability after; q itself if neither type would have done it.

    Source: Fearon 1995 (private information about resolve); Powell 2004 (learning from offers).
    """
    prior = clamp(q, 0.0, 1.0)
    high = prior * max(like_high, 0.0)
    low = (1.0 - prior) * max(like_low, 0.0)
    if high + low <= 0.0:
        return prior
    return high / (high + low)


def tempered_type(q: float, signal_high: bool, accuracy: float) -> float:
    """Probability that resolve is high after a signal that is right with probability `accuracy`.

    Args:
        q: probability before, 0 to 1.
        signal_high: whether the signal says high.
        accuracy: 0.5 (worthless) to 1 (certain).

    Source: Kydd 2003 (a mediator's information and its report).
    """
    right = clamp(accuracy, 0.5, 1.0)
    if signal_high:
        return update_type(q, right, 1.0 - right)
    return update_type(q, 1.0 - right, right)
