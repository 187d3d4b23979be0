"""Tables of the article's question in Markdown: means and differences with their intervals."""

from __future__ import annotations

from typing import Any

Tables = dict[str, Any]
SHARES = {
    "in_force": "agreement in force at the end",
    "settlement": "a settlement in force",
    "in_force_within_44_days": "in force, and reached within 44 days",
    "beaten": "decided in battle",
    "war": "war goes on",
}
AMOUNTS = {
    "days": "days until the war ended",
    "deaths": "soldiers killed",
    "civilian_deaths": "civilians killed",
    "displaced": "people displaced",
    "truces": "agreements",
    "truces_broken": "agreements broken",
}
LAND = "land held by Armenia at the end, %"
SHORT = (
    "in_force",
    "in_force_within_44_days",
    "settlement",
    "beaten",
    "war",
    "days",
    "deaths",
    "displaced",
    "truces_broken",
)
DIGITS = {"days": 1, "truces": 2, "truces_broken": 2, "civilian_deaths": 0, "deaths": 0}


def words(measure: str) -> str:
    """What a column is headed."""
    if measure in SHARES:
        return f"{SHARES[measure]}, %"
    return LAND if measure == "land" else AMOUNTS[measure]


def number(measure: str, value: float, sign: bool = False) -> str:
    """A value as the pages show it: shares in per cent."""
    plus = "+" if sign else ""
    if measure in SHARES or measure == "land":
        return f"{100.0 * value:{plus}.1f}"
    digits = DIGITS.get(measure, 0)
    scaled = round(value, -2) if measure == "displaced" else value
    return f"{scaled:{plus},.{digits}f}"


def interval(measure: str, three: list[float], sign: bool = False) -> str:
    """Mean (low to high)."""
    mean, low, high = (number(measure, value, sign) for value in three)
    return f"{mean} ({low} to {high})"


def table(rows: dict[str, Any], part: str, measures: tuple[str, ...], first: str) -> str:
    """A table in Markdown: `part` (`mean` or `difference`) of the measures in each row."""
    head = [first, *(words(measure) for measure in measures)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(measures)]
    for label, row in rows.items():
        if part == "difference" and not any(any(row[part][measure]) for measure in measures):
            continue
        cells = [interval(m, row[part][m], part == "difference") for m in measures]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


def every(rows: dict[str, Any], first: str) -> str:
    """Two tables of means and two of differences: shares, then amounts."""
    shares, amounts = tuple(SHARES), ("land", *AMOUNTS)
    parts = [table(rows, "mean", one, first) for one in (shares, amounts)]
    head = "Difference from the Minsk Group alone, war by war with the same luck:"
    parts += [head, *(table(rows, "difference", one, first) for one in (shares, amounts))]
    return "\n\n".join(parts)


def counts(found: Tables) -> str:
    """How many wars the tables rest on."""
    wars = found["wars"]
    return (
        f"{wars['formats']:,} wars of each format, {wars['levers']:,} of each lever, "
        f"{wars['grid']:,} at each point of the grid; seed {found['seed']}. Intervals are of 95 % "
        "and hold the chance of these wars alone."
    )


def real(found: Tables) -> dict[str, Any]:
    """The formats without placebo and mirror."""
    rows = found["formats"].items()
    return {label: row for label, row in rows if not label.startswith(("placebo", "mirror"))}
