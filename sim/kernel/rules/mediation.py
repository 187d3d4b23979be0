"""Mediation: when a mediator goes in, what it can press with, and when its word is believed."""

import math

from sim.kernel.rules.arithmetic import HALVING, clamp, remaining_share

UNBOUNDED = 1e18  # stands for "no bias is too large"
HOURS_PER_DAY = 24.0


def launch_rate(
    rate: float,
    concern: float,
    salience: float,
    ripeness: float,
    credibility: float,
    discouragement: float,
    rivals: int,
) -> float:
    """Rate [1/day] at which a mediator opens an initiative.

    Args:
        rate: its rate when everything speaks for it [1/day].
        concern, salience, ripeness, credibility: each 0 to 1.
        discouragement: share of the rate each rival at work takes away, 0 to 1.
        rivals: initiatives of others that are open.

    Source: Greig and Regan 2008 (who offers mediation, and when); assumed: the product form.
    """
    found = max(rate, 0.0) * clamp(concern, 0.0, 1.0) * clamp(salience, 0.0, 1.0)
    found = found * clamp(ripeness, 0.0, 1.0) * clamp(credibility, 0.0, 1.0)
    for _ in range(rivals):
        found = found * (1.0 - clamp(discouragement, 0.0, 1.0))
    return found


def salience(deaths_per_day: float, half: float) -> float:
    """How much attention recent deaths command, 0 to 1, saturating: D/(D + half).

    Args:
        deaths_per_day: killed per day on all sides, recent.
        half: killed per day at which salience is one half; 0 or less: always 1.

    Source: assumed: attention saturates with deaths.
    """
    deaths = max(deaths_per_day, 0.0)
    if half <= 0.0:
        return 1.0
    return deaths / (deaths + half)


def leverage(trade: float, arms: float) -> float:
    """A state's leverage over a belligerent, 0 to 1: 1 - (1 - trade)(1 - arms).

    Args:
        trade, arms: share of the belligerent's trade and of its arms that the state supplies.

    Source: Touval and Zartman 1985 (leverage rests on what can be withheld); assumed: the form.
    """
    return 1.0 - (1.0 - clamp(trade, 0.0, 1.0)) * (1.0 - clamp(arms, 0.0, 1.0))


def joint_leverage(remaining: float, weight: float, lever: float) -> float:
    """The running product over a format's members; joint leverage is 1 less the final product.

    Args:
        remaining: product so far, 1 at the start.
        weight: the member's weight in the format, 0 to 1.
        lever: its leverage, 0 to 1.

    Source: Boehmelt 2011 (several mediators pool leverage); assumed: as independent chances.
    """
    return remaining * (1.0 - clamp(weight, 0.0, 1.0) * clamp(lever, 0.0, 1.0))


def unity(rivalry_sum: float, pairs: int) -> float:
    """How united a format is, 0 to 1: 1 less the mean rivalry over pairs of active members.

    Args:
        rivalry_sum: sum of rivalries, each 0 to 1.
        pairs: number of pairs; none: fully united.

    Source: Boehmelt 2011 (a divided coalition mediates worse).
    """
    if pairs <= 0:
        return 1.0
    return clamp(1.0 - rivalry_sum / float(pairs), 0.0, 1.0)


def attention(hours_since_signing: float, half_life_days: float) -> float:
    """How much of the pressure is left after signing, 1 before: it wears off.

    Args:
        hours_since_signing: hours; negative or 0: not signed yet.
        half_life_days: days after which half is left; 0 or less: gone at once.

    Source: Beardsley 2011 (what mediators' leverage buys does not last).
    """
    if hours_since_signing <= 0.0:
        return 1.0
    return remaining_share(HALVING * hours_since_signing, HOURS_PER_DAY * half_life_days)


def pressure(
    scale: float, salience: float, attention: float, unity: float, standing: float, joint: float
) -> float:
    """What a mediator makes refusal cost a belligerent [stake].

    Args:
        scale: pressure of a fully engaged format with full leverage [stake].
        salience, attention, unity: each 0 to 1.
        standing: the belligerent's standing with the mediator, 0 to 1.
        joint: joint leverage, 0 to 1: 1 less the product that `joint_leverage` ends with.

    Source: Boehmelt 2011 (unity and leverage of the coalition); assumed: the product form.
    """
    return max(scale, 0.0) * salience * attention * unity * standing * joint


def honest_on_weak(bias_k: float, s: float, cm: float, c_high: float, c_low: float) -> bool:
    """Whether a mediator told "weak" says so: it must gain from the demander's demanding more.

    Written as a product, so that it holds for either sign of (1 - s) cH - cL.

    Args:
        bias_k: bias k = 2b - 1 for the side that demands, -1 to 1.
        s: probability that the opponent is strong although the signal says weak.
        cm: what war costs the mediator, in units of the prize.
        c_high, c_low: cost of war of a weak and of a strong opponent.

    Source: Kydd 2003 (after him: a reconstruction, not his printed inequality).
    """
    return bias_k * ((1.0 - s) * c_high - c_low) >= s * cm


def honest_on_strong(bias_k: float, s: float, cm: float, c_high: float, c_low: float) -> bool:
    """Whether a mediator told "strong" says so: it must not gamble on the demander's behalf.

    Args:
        bias_k: bias k = 2b - 1 for the side that demands, -1 to 1.
        s: probability that the opponent is strong when the signal says strong.
        cm: what war costs the mediator, in units of the prize.
        c_high, c_low: cost of war of a weak and of a strong opponent.

    Source: Kydd 2003 (after him: a reconstruction, not his printed inequality).
    """
    return bias_k * ((1.0 - s) * c_high - c_low) <= s * cm


def advice_threshold_low(s: float, cm: float, c_high: float, c_low: float) -> float:
    """The least bias k with which a mediator reports a weak signal: s cm/((1 - s) cH - cL).

    Args: as `honest_on_weak`. Returns 1e18 if no bias is enough.

    Source: Kydd 2003 (after him: a reconstruction, not his printed inequality).
    """
    gain = (1.0 - s) * c_high - c_low
    if gain <= 0.0:
        return UNBOUNDED
    return s * cm / gain


def advice_threshold_high(s: float, cm: float, c_high: float, c_low: float) -> float:
    """The greatest bias k with which a mediator reports a strong signal; 1e18 if none is too great.

    Args: as `honest_on_strong`.

    Source: Kydd 2003 (after him: a reconstruction, not his printed inequality).
    """
    return advice_threshold_low(s, cm, c_high, c_low)


def credible(
    bias_toward: float, s_weak: float, s_strong: float, cm: float, c_high: float, c_low: float
) -> bool:
    """Whether a mediator's advice is believed by the side it advises: honest on either signal.

    Args:
        bias_toward: weight b of that side's share in the mediator's payoff, 0 to 1.
        s_weak, s_strong: probability of a strong opponent after a weak and a strong signal.
        cm: what war costs the mediator, in units of the prize.
        c_high, c_low: cost of war of a weak and of a strong opponent.

    Source: Kydd 2003 (after him: a reconstruction, not his printed inequality).
    """
    k = 2.0 * bias_toward - 1.0
    weak = honest_on_weak(k, s_weak, cm, c_high, c_low)
    strong = honest_on_strong(k, s_strong, cm, c_high, c_low)
    return weak and strong


def perception_noise(sd: float, trust: float) -> float:
    """Standard deviation of the formulator's error about a side's value of war [stake].

    Args:
        sd: without any trust [stake]; the variance falls as sd^2 (1 - trust).
        trust: how far the side confides in the mediator, 0 to 1.

    Source: assumed: sides confide in mediators they trust.
    """
    return sd * math.sqrt(max(0.0, 1.0 - trust))


def lent_leverage(share: float, trust: float, lever: float) -> float:
    """Leverage that a patron lends to a mediator it trusts, 0 to 1: share x trust x leverage.

    Args:
        share: of its leverage over a client that a patron lends to a mediator it trusts fully.
        trust: how far the patron trusts the state that asks, 0 to 1.
        lever: the patron's own leverage over the client, 0 to 1.

    Source: Touval and Zartman 1985 (a mediator without means borrows those of a side's patron);
    assumed: the product form.
    """
    return clamp(share, 0.0, 1.0) * clamp(trust, 0.0, 1.0) * clamp(lever, 0.0, 1.0)


def client_share(bias: float, highest: float) -> float:
    """How far a guarantor answers for a belligerent, 0 to 1: fully for the one it favours most.

    Args:
        bias: how much it wants this belligerent to do well, 0 to 1.
        highest: the same for the belligerent it favours most; 0: it answers for all alike.

    Source: assumed: in proportion to bias, after the memorandum on de-escalation areas signed in
    Astana, whose guarantors each see to it that those they support comply.
    """
    if highest <= 0.0:
        return 1.0
    return clamp(bias / highest, 0.0, 1.0)
