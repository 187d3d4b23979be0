"""Bargaining: what signing, breaking and refusing are worth, and the chance of each.

All values, costs and pressures are in stake units: the worth of all positions sums to 1.
"""

from sim.kernel.rules.arithmetic import LEAST_NOISE, bounded_exp, clamp, logistic, power

COLLAPSE_DAYS = 30.0  # days over which an accident is counted as a collapse


def keep_value(kept: float, share: float, war: float, strike: float) -> float:
    """Worth of signing and keeping: k u + (1 - k)(V' - s).

    Args:
        kept: own probability k that the other keeps, 0 to 1.
        share: worth u of the offered line [stake].
        war: own value V' of fighting on once the other has broken [stake].
        strike: what striking first gains, s [stake].

    Source: Fearon 1995 (first-strike advantage and the commitment problem).
    """
    return kept * share + (1.0 - kept) * (war - strike)


def break_value(
    kept: float,
    later: float,
    war: float,
    strike: float,
    guarantee: float,
    attribution: float,
    penalty: float,
) -> float:
    """Worth of signing and breaking: k (W + s (1 - G)) + (1 - k) V - pi F.

    Args:
        kept: own probability k that the other keeps, 0 to 1.
        later: own value W of a war begun at its own best moment, if the other keeps [stake]; V
            where the line does not move.
        war: own value V of fighting on, if neither keeps [stake].
        strike: what striking first gains, s [stake].
        guarantee: share G of that gain a guarantor takes away, 0 to 1.
        attribution: probability pi that the breach is publicly laid at the breaker's door.
        penalty: what that costs, F [stake].

    Source: Fearon 1995; Fortna 2004 (monitors and guarantees make breaking dearer).
    """
    gain = later + strike * (1.0 - guarantee)
    return kept * gain + (1.0 - kept) * war - attribution * penalty


def moment_to_break(now: int, agreed: int, gains: bool) -> int:
    """The line from which a side would go back to war if it meant to break an agreement that
    moves the line: who gains land waits until it has it, who gives land breaks before it gives.

    Args:
        now: line at present. agreed: line after all dated steps.
        gains: whether the side gains land by the agreement.

    Source: Fearon 1996; Powell 2006 (bargaining over objects that make whoever gets them stronger).
    """
    if gains:
        return agreed
    return now


def war_against_guarantors(war: float, share: float, guarantee: float, separation: float) -> float:
    """What resuming war is worth to a side once guarantors and peacekeepers stand in its way.

    They take away their share of what it would gain over keeping; a side that would lose by war
    anyway is not concerned.

    Args:
        war: value of war without them [stake].
        share: worth of what keeping leaves it [stake].
        guarantee, separation: shares of the gain taken away, 0 to 1.

    Source: Fortna 2004 (guarantors and peacekeepers raise the cost of attack); assumed: that they
    act on the gain, and independently.
    """
    left = (1.0 - clamp(guarantee, 0.0, 1.0)) * (1.0 - clamp(separation, 0.0, 1.0))
    return war - (1.0 - left) * max(0.0, war - share)


def refuse_value(war: float, pressure: float) -> float:
    """Worth of refusing: the value of fighting on less the mediator's pressure, V - P [stake].

    Source: Touval and Zartman 1985 (manipulation: leverage makes refusal dear).
    """
    return war - pressure


def kept_probability(keep: float, break_: float, noise: float, accident_hazard: float) -> float:
    """Probability that the other side keeps an agreement for a month.

    Args:
        keep: its worth of keeping as perceived [stake].
        break_: its worth of breaking as perceived [stake].
        noise: noise tau of choices [stake].
        accident_hazard: rate of collapse by accident [1/day].

    Source: McKelvey and Palfrey 1995 (the logit choice, here at level one); assumed: an accident
    within 30 days counts as not kept.
    """
    means_to = logistic((keep - break_) / max(noise, LEAST_NOISE))
    return means_to * bounded_exp(-COLLAPSE_DAYS * max(accident_hazard, 0.0))


def signing_probability(
    keep: float, break_: float, audience: float, refuse: float, noise: float
) -> float:
    """Probability of signing an offer, sincerely or not; judged once per offer.

    Args:
        keep, break_, refuse: worth of keeping, of breaking and of refusing [stake].
        audience: cost at home of signing [stake].
        noise: noise tau of choices [stake].

    Source: McKelvey and Palfrey 1995.
    """
    return logistic((max(keep, break_) - audience - refuse) / max(noise, LEAST_NOISE))


def audience_cost(
    alpha: float,
    aim: float,
    share: float,
    psi: float,
    admitted: float,
    tolerance: float,
    chi: float,
    losses: float,
) -> float:
    """Cost at home of signing below the aim, and of losses that peace would bring to light.

    alpha max(0, aim - u)(1 + psi admitted/tolerance) + chi max(0, losses - admitted)/tolerance.

    Args:
        alpha: cost per unit of shortfall [stake per stake].
        aim: what the public was led to expect [stake].
        share: worth u of the offered line [stake].
        psi: how much admitted losses sharpen it.
        admitted: own killed admitted so far.
        tolerance: killed the public bears; 0 or less: losses do not enter.
        chi: cost of concealed losses coming out [stake].
        losses: own killed, true.

    Source: Fearon 1994 (audience costs); assumed: linear in shortfall and in concealed losses.
    """
    shortfall = alpha * max(0.0, aim - share)
    if tolerance <= 0.0:
        return shortfall
    concealed = max(0.0, losses - admitted) / tolerance
    return shortfall * (1.0 + psi * max(0.0, admitted) / tolerance) + chi * concealed


def hardened_aim(aim: float, hardening: float, losses: float, tolerance: float) -> float:
    """The aim after losses: it hardens with sunk losses and falls beyond tolerance.

    Highest at half of tolerance, back at `aim` at tolerance, then falling in a straight line of
    the same slope: agreement comes early or late, not in the middle.

    Args:
        aim: aim at the start [stake], 0 to 1.
        hardening: how far it rises at most [stake].
        losses: own killed so far.
        tolerance: killed the public bears; 0 or less: the aim does not move.

    Source: Regan and Stam 2000 (mediation works early or late); assumed: the shape.
    """
    if tolerance <= 0.0:
        return clamp(aim, 0.0, 1.0)
    x = max(losses, 0.0) / tolerance
    hump = 4.0 * (1.0 - x)
    if x <= 1.0:
        hump = hump * x
    return clamp(aim + hardening * hump, 0.0, 1.0)


def nash_product(gain1: float, gain2: float, bias: float) -> float:
    """The weighted product of both gains over fighting on, which the formulator maximises.

    Args:
        gain1, gain2: perceived gains [stake]; if either is negative there is no agreement.
        bias: -1 (for the second) to 1 (for the first); weights (1 + b)/2 and (1 - b)/2.

    Returns:
        The product, or -1 outside the bargaining range.

    Source: Nash 1950; Kalai 1977 (unequal weights).
    """
    if gain1 < 0.0 or gain2 < 0.0:
        return -1.0
    b = clamp(bias, -1.0, 1.0)
    return power(gain1, (1.0 + b) / 2.0) * power(gain2, (1.0 - b) / 2.0)


def ripeness(own_gap: float, other_gap: float, scale: float) -> float:
    """How ripe the war is, 0 to 1: whether both hold more now than fighting on is worth.

    Args:
        own_gap, other_gap: worth of the present line less the value of war, each side's [stake].
        scale: gap at which one side's share is logistic(1), about 0.73 [stake].

    Source: Zartman 2000 (a mutually hurting stalemate); assumed: the product of two logits.
    """
    width = max(scale, LEAST_NOISE)
    return logistic(own_gap / width) * logistic(other_gap / width)
