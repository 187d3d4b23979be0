"""The life of a truce: breaking, accidents, blame, tension, consolidation."""

from sim.kernel.rules.arithmetic import (
    HALVING,
    LEAST_NOISE,
    clamp,
    logistic,
    remaining_share,
)


def break_hazard(
    keep: float, break_: float, pace: float, reconsiders: float, noise: float
) -> float:
    """Rate [1/day] at which a side fires on purpose during a truce.

    A side to which breaking is worth more fires as soon as it can; one that would rather keep
    thinks it over now and then, and may decide otherwise.

    Args:
        keep, break_: worth of keeping and of breaking [stake].
        pace: rate when breaking is much the better [1/day].
        reconsiders: how often a side that would rather keep thinks it over [1/day].
        noise: noise of the choice [stake].

    Source: McKelvey and Palfrey 1995 (the logit choice, made once per decision); assumed: both
    rates.
    """
    rate = reconsiders
    if break_ > keep:
        rate = pace
    return max(rate, 0.0) * logistic((break_ - keep) / max(noise, LEAST_NOISE))


def contact(hours_since_effective: float, half_life_hours: float, both_mean_to_keep: bool) -> float:
    """How much forces are still in contact, 1 in war: stopping takes orders, which take time.

    Args:
        hours_since_effective: hours since the truce took effect; negative: not yet.
        half_life_hours: hours after which half of the contact is left; 0 or less: none at once.
        both_mean_to_keep: without this contact stays as in war.

    Source: assumed: orders reach units at a constant rate.
    """
    if not both_mean_to_keep or hours_since_effective < 0.0:
        return 1.0
    return remaining_share(HALVING * hours_since_effective, half_life_hours)


def accident_hazard(rate: float, contact: float, discipline: float, separation: float) -> float:
    """Rate [1/day] of incidents that nobody ordered.

    Args:
        rate: at full contact, without discipline or separation [1/day].
        contact, discipline, separation: each 0 to 1.

    Source: Fortna 2004 (separation of forces and accidents); assumed: the product form.
    """
    loose = 1.0 - clamp(discipline, 0.0, 1.0)
    near = 1.0 - clamp(separation, 0.0, 1.0)
    return max(rate, 0.0) * clamp(contact, 0.0, 1.0) * loose * near


def reported(share: float, observers: float) -> float:
    """Probability that one of several observers reports a breach and is believed.

    1 - (1 - share)^observers, by independent chances; a fraction is that much of one more.

    Args:
        share: of breaches that one observer reports credibly, 0 to 1.
        observers: how many observe, by weight.

    Source: assumed: observers of a format see and say, each by its own sources; they cannot act.
    """
    silent = 1.0
    left = max(observers, 0.0)
    while left > 0.0:
        silent = silent * (1.0 - clamp(share, 0.0, 1.0) * min(left, 1.0))
        left = left - 1.0
    return 1.0 - silent


def attribution(base: float, monitors: float, accuracy: float, commission: float) -> float:
    """Probability that a breach is publicly laid at its author's door.

    1 - (1 - base)(1 - monitors accuracy)(1 - commission).

    Args:
        base: without any monitoring, 0 to 1.
        monitors: share of the front monitors can reach in time, 0 to 1.
        accuracy: how often they are right, 0 to 1.
        commission: what an incident commission adds, 0 to 1.

    Source: Fortna 2004 (monitoring and dispute resolution); assumed: as independent chances.
    """
    unseen = 1.0 - clamp(monitors, 0.0, 1.0) * clamp(accuracy, 0.0, 1.0)
    return 1.0 - (1.0 - clamp(base, 0.0, 1.0)) * unseen * (1.0 - clamp(commission, 0.0, 1.0))


def tension_step(z: float, tau: float, dt: float) -> float:
    """Tension after `dt` days without incident.

    Args:
        z: tension now, in weights of incidents.
        tau: days after which 1/e is left; 0 or less: forgotten at once.
        dt: days.

    Source: assumed: grievances fade at a constant rate.
    """
    return z * remaining_share(dt, tau)


def tension_borne(limit: float, gain: float, forbearance: float) -> float:
    """Tension at which a side goes back to war: the higher, the more it would lose by war.

    Args:
        limit: tension borne by a side to which war and peace are worth the same.
        gain: worth of keeping less that of breaking [stake]; below 0 nothing more is borne.
        forbearance: gain for which twice as much is borne [stake].

    Source: Jervis 1976; Kydd 1997 (a spiral of mistrust leads to war where peace is worth little
    more than war); assumed: in proportion.
    """
    return limit * (1.0 + max(0.0, gain) / max(forbearance, LEAST_NOISE))


def relief(z: float, share: float) -> float:
    """Tension after a conciliatory step (a hotline used, prisoners or bodies exchanged).

    Args:
        z: tension now, in weights of incidents.
        share: share of it taken away, 0 to 1.

    Source: assumed: such steps take away a share of the tension.
    """
    return z * (1.0 - clamp(share, 0.0, 1.0))


def consolidated(days_held: float, days_needed: float, tension: float, threshold: float) -> bool:
    """Whether a truce counts as consolidated; its hazard remains.

    Args:
        days_held: days without collapse.
        days_needed: days wanted (30 by default).
        tension: tension now, in weights of incidents.
        threshold: tension below which it is calm.

    Source: assumed: a month without collapse, and calm.
    """
    return days_held >= days_needed and tension < threshold


def truce_class(disposes: bool, implements: bool) -> int:
    """Class of an agreement, from its terms: 3 definitive, 2 preliminary, 1 cessation.

    Args:
        disposes: whether the terms dispose of the issue (status).
        implements: whether any term implements the truce (monitors, withdrawals, exchange).

    Source: Clayton and Sticher 2021; Clayton et al. 2022 (the coding of ceasefires by class).
    """
    if disposes:
        return 3
    if implements:
        return 2
    return 1


def spared_share(hours_since: float, restraint: float, half_life_days: float) -> float:
    """Share of civilian deaths that an undertaking to spare civilians prevents: it wears off.

    Args:
        hours_since: hours since both sides agreed; negative: not yet, nothing is prevented.
        restraint: share prevented at first, 0 to 1.
        half_life_days: days after which half of that is left; 0 or less: gone at once.

    Source: assumed: nothing enforces such a promise, so it fades as pressure does.
    """
    if hours_since < 0.0:
        return 0.0
    left = remaining_share(HALVING * hours_since, 24.0 * half_life_days)
    return clamp(restraint, 0.0, 1.0) * left
