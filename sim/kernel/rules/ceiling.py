"""The highest peace probability that any mediator without means of its own can reach."""

from sim.kernel.rules.arithmetic import clamp


def mediation_terms(theta: float, p: float, q: float) -> tuple[float, float]:
    """Peace probabilities of the best mediation plan, when both are strong and when types differ.

    With lam = q/(1 - q), gam = (p theta - 1/2)/(1/2 - theta/2): a strong side's participation and
    a weak side's truth-telling leave lam (1 + gam - lam) x + (1 + gam - 2 lam) y <= 1, on which
    lam^2 x + 2 lam y is largest with y first. Two weak sides always settle.

    Args:
        theta: what war leaves of a prize of 1, 0 to 1.
        p: probability that a strong side beats a weak one, 1/2 to 1.
        q: probability that a side is strong, 0 to 1.

    Returns:
        x for two strong sides, y for a strong and a weak one.

    Source: Hoerner, Morelli and Squintani 2015.
    """
    left = clamp(theta, 0.0, 1.0)
    strong = clamp(q, 0.0, 1.0)
    surplus = clamp(p, 0.5, 1.0) * left - 0.5
    waste = (1.0 - left) / 2.0
    if surplus <= 0.0 or strong * waste >= (1.0 - strong) * surplus:
        return 1.0, 1.0
    if waste <= 0.0:
        return 0.0, 0.0
    lam = strong / (1.0 - strong)
    gam = surplus / waste
    if 2.0 * lam <= gam:
        return 0.0, 1.0 / (1.0 + gam - 2.0 * lam)
    return (2.0 * lam - gam) / (lam * (1.0 + gam - lam)), 1.0


def mediation_ceiling(theta: float, p: float, q: float) -> float:
    """The highest probability of peace over all pairs of types.

    Args:
        theta: what war leaves of a prize of 1, 0 to 1.
        p: probability that a strong side beats a weak one, 1/2 to 1.
        q: probability that a side is strong, 0 to 1.

    Source: Hoerner, Morelli and Squintani 2015.
    """
    both, mixed = mediation_terms(theta, p, q)
    strong = clamp(q, 0.0, 1.0)
    weak = 1.0 - strong
    return strong * strong * both + 2.0 * strong * weak * mixed + weak * weak
