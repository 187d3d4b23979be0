"""Numbers of a decision as a reader wants them: worths, chances, rates."""

from sim.language import N_, _, ngettext, number, percent, pgettext

SELDOM = 1.0e-6  # chances and daily rates up to this are said to be almost never
MOST = 4  # decimals at most
ALMOST_NEVER = N_("almost never (less than 1 in a million)")


def figures(*values: float) -> list[str]:
    """Worths [stake] with two decimals, or with as many (four at most) as tell them apart."""
    shown: list[str] = []
    for decimals in range(2, MOST + 1):
        shown = [number(value, decimals) for value in values]
        if len(set(shown)) == len(set(values)):
            break
    return shown


def stake(value: float) -> str:
    """One worth or cost [stake]: two decimals, three where it is small, `nothing` below that."""
    if abs(value) < 5.0e-4:
        small = _("less than {n}", n=number(0.001, 3))
        return pgettext("no worth", "nothing") if abs(value) < 1.0e-9 else small
    return number(value, 2 if abs(value) >= 0.0995 else 3)


def chance(probability: float) -> str:
    """A probability in words: `86 %`, `1 in 400`, `almost never (less than 1 in a million)`."""
    if probability < SELDOM:
        return _(ALMOST_NEVER)
    if probability < 0.01:
        return _("1 in {n}", n=number(_rounded(1.0 / probability)))
    if probability > 0.995:
        return _("almost certain (more than {share})", share=percent(0.99))
    return percent(probability)


def rate(per_day: float) -> str:
    """A rate [1/day] in words: `about once in 3 days`, `about once in 10 minutes`."""
    if per_day < SELDOM:
        return _("almost never (less than 1 in a million on any day)")
    hours = 24.0 / per_day
    if hours >= 36.0:
        return ngettext("about once in {n} day", "about once in {n} days", _rounded(hours / 24.0))
    if hours >= 1.5:
        return ngettext("about once in {n} hour", "about once in {n} hours", round(hours))
    minutes = round(60.0 * hours)
    if minutes <= 1:
        return _("about once a minute")
    return ngettext("about once in {n} minute", "about once in {n} minutes", minutes)


def _rounded(number: float) -> int:
    """Two leading digits, the rest zeros."""
    digits = len(str(int(number)))
    return int(round(number, min(0, 2 - digits)))
