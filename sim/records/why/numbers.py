"""Numbers of a decision as a reader wants them: worths, chances, rates."""

SELDOM = 1.0e-6  # chances and daily rates up to this are said to be almost never
MOST = 4  # decimals at most
ALMOST_NEVER = "almost never (less than 1 in a million)"


def figures(*values: float) -> list[str]:
    """Worths [stake] with two decimals, or with as many (four at most) as tell them apart."""
    shown: list[str] = []
    for decimals in range(2, MOST + 1):
        shown = [f"{value:z.{decimals}f}" for value in values]
        if len(set(shown)) == len(set(values)):
            break
    return shown


def stake(value: float) -> str:
    """One worth or cost [stake]: two decimals, three where it is small, `nothing` below that."""
    if abs(value) < 5.0e-4:
        return "nothing" if abs(value) < 1.0e-9 else "less than 0.001"
    return f"{value:.2f}" if abs(value) >= 0.0995 else f"{value:.3f}"


def chance(probability: float) -> str:
    """A probability in words: `86 %`, `1 in 400`, `almost never (less than 1 in a million)`."""
    if probability < SELDOM:
        return ALMOST_NEVER
    if probability < 0.01:
        return f"1 in {_rounded(1.0 / probability):,}"
    if probability > 0.995:
        return "almost certain (more than 99 %)"
    return f"{100.0 * probability:.0f} %"


def rate(per_day: float) -> str:
    """A rate [1/day] in words: `about once in 3 days`, `about once in 10 minutes`."""
    if per_day < SELDOM:
        return "almost never (less than 1 in a million on any day)"
    hours = 24.0 / per_day
    if hours >= 36.0:
        return f"about once in {_rounded(hours / 24.0):,} days"
    if hours >= 1.5:
        return f"about once in {hours:.0f} hours"
    minutes = round(60.0 * hours)
    return f"about once in {minutes} minutes" if minutes > 1 else "about once a minute"


def _rounded(number: float) -> int:
    """Two leading digits, the rest zeros."""
    digits = len(str(int(number)))
    return int(round(number, min(0, 2 - digits)))
