"""Reputation: trust earned and lost, standing damaged, losses admitted late."""

from sim.kernel.rules.arithmetic import clamp, remaining_share


def trust(kept: float, broken: float) -> float:
    """Trust of one side in another, 0 to 1: alpha/(alpha + beta).

    Args:
        kept: alpha, prior weight plus 1 per ten kept days.
        broken: beta, prior weight plus 1 per incident blamed on the other.

    Returns:
        The mean of the beta belief; one half if nothing is known.

    Source: Josang and Ismail 2002 (the beta reputation).
    """
    alpha = max(kept, 0.0)
    beta = max(broken, 0.0)
    if alpha + beta <= 0.0:
        return 0.5
    return alpha / (alpha + beta)


def damaged(value: float, loss: float) -> float:
    """Standing or credibility after a collapsed truce: value (1 - loss).

    Args:
        value: before, 0 to 1.
        loss: share lost, 0 to 1.

    Source: assumed: signatories and mediator lose alike, whoever is blamed.
    """
    return value * (1.0 - clamp(loss, 0.0, 1.0))


def admitted_step(
    admitted: float, losses: float, share: float, lag_days: float, dt: float
) -> float:
    """Own losses admitted after `dt` days: they move toward a share of the true ones, never down.

    Args:
        admitted: own killed admitted so far.
        losses: own killed, true.
        share: share that is admitted in the end, 0 to 1.
        lag_days: days after which 1/e of the gap is left; 0 or less: admitted at once.
        dt: days.

    Source: assumed: belligerents publish part of their losses, late.
    """
    gap = clamp(share, 0.0, 1.0) * losses - admitted
    if gap <= 0.0:
        return admitted
    return admitted + gap * (1.0 - remaining_share(dt, lag_days))
