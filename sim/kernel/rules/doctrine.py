"""Doctrine: how a side answers fire under a truce, round by round.

A round's action is whether a side fired (defected) or held its fire (cooperated).
"""

RESTRAINT = 0  # never answers (ALLC)
RETALIATE = 1  # answers fire with fire (tit for tat)
GENEROUS = 2  # the same, but lets it pass with a given probability (generous tit for tat)
CONTRITE = 3  # answers only if wronged while in good standing (contrite tit for tat)
AGGRESSIVE = 4  # always fires (ALLD)
WIN_STAY = 5  # repeats what paid, changes what did not (win-stay, lose-shift)
RANDOM = 6  # fires half the time
GRIM = 7  # holds fire only after both held: once firing began it goes on (memory-one grim)


def fires(
    doctrine: int,
    generosity: float,
    own_fired: bool,
    other_fired: bool,
    own_good: bool,
    other_good: bool,
    u: float,
) -> bool:
    """Whether a side means to fire this round; execution may still err.

    Args:
        doctrine: one of the constants of this module; any other number holds fire.
        generosity: probability of letting the other's fire pass (GENEROUS only), 0 to 1.
        own_fired, other_fired: last round's actions, as this side perceives them.
        own_good, other_good: standings, as perceived or as the public record has them.
        u: uniform draw (GENEROUS and RANDOM only).

    Source: Axelrod 1984 (tit for tat); Nowak and Sigmund 1992 (generous); Nowak and Sigmund 1993
    (win-stay); Sugden 1986 and Boyd 1989 (standing).
    """
    if doctrine == RETALIATE:
        return other_fired
    if doctrine == GENEROUS:
        return other_fired and u >= generosity
    if doctrine == CONTRITE:
        return own_good and not other_good
    if doctrine == AGGRESSIVE:
        return True
    if doctrine == WIN_STAY:
        return own_fired != other_fired
    if doctrine == RANDOM:
        return u < 0.5
    if doctrine == GRIM:
        return own_fired or other_fired
    return False


def standing_after(own_good: bool, other_good_before: bool, own_fired: bool) -> bool:
    """Whether a side is in good standing after a round.

    It is if it held its fire, or fired at a side in bad standing while itself in good standing.

    Args:
        own_good: own standing before the round.
        other_good_before: the other's standing before the round.
        own_fired: whether it fired in the round.

    Source: Sugden 1986; Boyd 1989.
    """
    return (not own_fired) or (own_good and not other_good_before)
