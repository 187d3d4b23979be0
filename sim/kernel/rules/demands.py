"""Closed forms of bargaining before and without war: one demand, two types, alternating offers."""

from sim.kernel.rules.arithmetic import clamp


def fearon_demand(p: float, cost: float, ceiling: float) -> tuple[float, float]:
    """The best single demand against a cost of war known only to lie in [0, ceiling], uniformly.

    Args:
        p: probability that the demander wins a war over a prize of 1.
        cost: the demander's cost of war, in units of the prize.
        ceiling: highest cost of war of the other side.

    Returns:
        The demand p + (ceiling - cost)/2, at most 1, and the probability that it brings war,
        (ceiling - cost)/(2 ceiling); p and 0 if the own cost reaches the ceiling.

    Source: Fearon 1995 (the risk-return trade-off).
    """
    if ceiling <= 0.0 or cost >= ceiling:
        return p, 0.0
    demand = min(p + (ceiling - cost) / 2.0, max(p, 1.0))
    return demand, clamp((demand - p) / ceiling, 0.0, 1.0)


def fearon_two_types(
    p: float, cost: float, cost_low: float, cost_high: float
) -> tuple[float, float, float]:
    """Safe and risky demand against an opponent of low (strong) or high (weak) cost of war.

    Args:
        p: probability that the demander wins.
        cost: the demander's cost of war, in units of the prize.
        cost_low, cost_high: the strong and the weak opponent's cost.

    Returns:
        The probability of a strong opponent below which the risky demand pays,
        (cH - cL)/(cH + cA); the safe demand p + cL; the risky demand p + cH.

    Source: Fearon 1995.
    """
    both = cost_high + cost
    if both <= 0.0:
        return 0.0, p + cost_low, p + cost_high
    critical = clamp((cost_high - cost_low) / both, 0.0, 1.0)
    return critical, p + cost_low, p + cost_high


def rubinstein_share(d1: float, d2: float) -> float:
    """The share of the side that proposes first under alternating offers: (1 - d2)/(1 - d1 d2).

    The second side gets the rest; if it proposes first, the first side gets d1 times this.

    Args:
        d1, d2: what a unit is worth to each side one round later, 0 to 1.

    Returns:
        The first proposer's share; one half if neither minds waiting.

    Source: Rubinstein 1982.
    """
    first = clamp(d1, 0.0, 1.0)
    second = clamp(d2, 0.0, 1.0)
    loss = 1.0 - first * second
    if loss <= 0.0:
        return 0.5
    return (1.0 - second) / loss
