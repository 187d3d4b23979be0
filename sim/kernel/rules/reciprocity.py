"""Closed forms of the noisy iterated prisoner's dilemma: long-run share of rounds without fire."""

from sim.kernel.rules.arithmetic import clamp


def cooperation_tft() -> float:
    """Tit for tat against itself: one half, at any rate of error above 0.

    Source: Nowak and Sigmund 1992.
    """
    return 0.5


def cooperation_generous(e: float, g: float) -> float:
    """Generous tit for tat against itself: [e + (1 - 2e) g]/[2e + (1 - 2e) g].

    Args:
        e: probability that a side does the opposite of what it means, 0 to 1/2.
        g: generosity, 0 to 1.

    Returns:
        The share; 1 if there is neither error nor generosity (peace from the start).

    Source: Nowak and Sigmund 1992.
    """
    error = clamp(e, 0.0, 0.5)
    pardon = (1.0 - 2.0 * error) * clamp(g, 0.0, 1.0)
    if 2.0 * error + pardon <= 0.0:
        return 1.0
    return (error + pardon) / (2.0 * error + pardon)


def cooperation_contrite(e: float) -> float:
    """Contrite tit for tat (standing rule) against itself: 1/(1 + 2e).

    Args:
        e: probability that a side does the opposite of what it means, 0 to 1/2.

    Source: Sugden 1986; Boyd 1989.
    """
    return 1.0 / (1.0 + 2.0 * clamp(e, 0.0, 0.5))


def generous_private(e: float, g: float) -> float:
    """Generous tit for tat when each side misreads the other with probability e, either way.

    q/(e (1 - g) + q) with q = e + (1 - e) g; there are no errors of execution.

    Args:
        e: probability that held fire is taken for fire, or fire for held fire, 0 to 1.
        g: generosity, 0 to 1.

    Returns:
        The share; 1 if there is neither error nor generosity (peace from the start).

    Source: Nowak and Sigmund 1992.
    """
    error = clamp(e, 0.0, 1.0)
    pardon = clamp(g, 0.0, 1.0)
    up = error + (1.0 - error) * pardon
    if up <= 0.0:
        return 1.0
    return up / (error * (1.0 - pardon) + up)


def contrite_public(f: float) -> float:
    """Contrite tit for tat on a public record with false positives: (1 + f)/(1 + 2f).

    Args:
        f: probability that the record shows fire where there was none, 0 to 1; with an arbitrator
            who is called on a perceived breach and errs with a, f = e a.

    Source: Sugden 1986; Boyd 1989.
    """
    false = clamp(f, 0.0, 1.0)
    return (1.0 + false) / (1.0 + 2.0 * false)
