"""Fighting: clashes kill, engagements move the line."""

import math

from sim.kernel.rules.arithmetic import bounded_exp, clamp, logistic, power


def intensity_step(y: float, phi: float, sd: float, dt: float, z: float) -> float:
    """The log intensity of fighting on a front after `dt` days.

    A first-order autoregression, exact for any length of step: two half steps have the
    distribution of one whole step.

    Args:
        y: log intensity now, mean 0.
        phi: correlation of one day's log intensity with the next, 0 to 1; 0 or less: none.
        sd: its standard deviation in the long run.
        dt: length of the step [days].
        z: standard normal draw.

    Returns:
        The new log intensity.

    Source: Uhlenbeck and Ornstein 1930.
    """
    if phi <= 0.0:
        return sd * z
    kept = math.exp(clamp(dt * math.log(min(phi, 1.0)), -700.0, 0.0))
    return y * kept + sd * math.sqrt(max(0.0, 1.0 - kept * kept)) * z


def intensity_factor(y: float, sd: float) -> float:
    """What multiplies rates of death and engagement: exp(y - sd^2/2), 1 on average.

    Args:
        y: log intensity.
        sd: its standard deviation in the long run.

    Source: assumed: one log-normal intensity shared by both sides gives daily deaths that vary
    and persist as recorded ones do, which independent battles cannot.
    """
    return bounded_exp(y - sd * sd / 2.0)


def visible_force(strength: float, losses: float, scale: float) -> float:
    """The force left after losses, as both sides see it: strength exp(-losses/scale).

    Args:
        strength: force at the start, in any unit shared by both sides.
        losses: own killed so far.
        scale: killed after which 1/e of the force is left; 0 or less: no attrition.

    Source: assumed: each death takes the same share of the force that is left.
    """
    if scale <= 0.0:
        return strength
    return strength * bounded_exp(-losses / scale)


def effective_force(force: float, effort: float, exponent: float) -> float:
    """The force that tells on one front: force times effort to the exponent.

    Args:
        force: visible force of the belligerent.
        effort: share of it put into this front, 0 to 1.
        exponent: 1: in proportion; below 1: a thin front still holds.

    Source: Hirshleifer 1989 (contest success by the ratio of forces, with a mass exponent).
    """
    return force * power(effort, exponent)


def success_probability(log_ratio: float, terrain: float) -> float:
    """Probability that an attack takes the next position.

    Args:
        log_ratio: log of (attacker's power / defender's power), quality and force together.
        terrain: the position's advantage to the defender, in log odds.

    Source: Hirshleifer 1989; Smith and Stam 2004 (a constant probability per battle).
    """
    return logistic(log_ratio - terrain)


def move_effort(effort: float, target: float, rate: float, dt: float) -> float:
    """Effort on a front moved toward its target for `dt` days.

    Args:
        effort: share of force on the front, 0 to 1.
        target: the share wanted there, 0 to 1.
        rate: share of the remaining gap closed per day [1/day].
        dt: days.

    Source: assumed: troops move at a constant rate, whatever the length of a step.
    """
    return target + (effort - target) * bounded_exp(-max(rate, 0.0) * max(dt, 0.0))
