"""The comparison with the record, in Markdown."""

import math
from collections.abc import Mapping, Sequence

from sim.records.measures import wilson
from sim.scenario.scenario import Scenario
from sim.studies.record_rows import Row

YES_OR_NO = "1 if so"

HEADINGS = (
    "figure", "unit", "sample", "record", "5 %", "50 %", "95 %", "width", "percentile", "inside",
    "wars",
)  # fmt: skip


def section(scenario: Scenario, seed: int, ends: Mapping[str, int], rows: Sequence[Row]) -> str:
    """One scenario: how its wars ended, how many figures lie inside, the table, the misses."""
    title = f"### `{scenario.id}`: {sum(ends.values())} wars, seed {seed}"
    last = " ".join([outside(rows), *shares(rows)])
    return "\n\n".join([title, f"{outcomes(ends)} {coverage(rows)}", table(rows), last])


def outcomes(ends: Mapping[str, int]) -> str:
    """How the wars ended, most frequent first."""
    total = sum(ends.values())
    often = sorted(ends.items(), key=lambda end: (-end[1], end[0]))
    shown = (f"`{name}` {100.0 * count / total:.0f} %" for name, count in often)
    return f"Outcomes: {', '.join(shown)}."


def coverage(rows: Sequence[Row]) -> str:
    """How many figures lie inside their bands, by sample, and how many by width alone."""
    inside = [row for row in rows if row.inside]
    parts = []
    for sample in ("in sample", "held out"):
        those = [row for row in rows if row.figure.sample == sample]
        parts.append(f"{sum(row.inside for row in those)} of {len(those)} {sample}")
    wide = [row for row in inside if row.wide]
    text = f"Inside their bands: {len(inside)} of {len(rows)} figures ({', '.join(parts)})"
    if wide:
        text += f"; {len(wide)} of them by width alone: {names(wide)}"
    return text + "."


def outside(rows: Sequence[Row]) -> str:
    """The figures that do not lie inside, and on which side the record lies."""
    missed = [row for row in rows if not row.inside]
    if not missed:
        return "Outside: none."
    above = [row for row in missed if row.figure.low > row.high]
    below = [row for row in missed if row.figure.high < row.low]
    never = [row for row in missed if row.wars == 0]
    parts = [
        f"{words}: {names(those)}"
        for words, those in (
            ("record above the band", above),
            ("record below the band", below),
            ("no simulated war has it", never),
        )
        if those
    ]
    return f"Outside: {'; '.join(parts)}."


def shares(rows: Sequence[Row]) -> list[str]:
    """For figures that come about or not: in how many wars they did, with a 95 % interval."""
    sentences = []
    for row in rows:
        if row.figure.unit == YES_OR_NO and row.wars:
            low, high = wilson(round(row.mean * row.wars), row.wars)
            share = f"{100.0 * row.mean:.0f} % of the wars"
            bounds = f"{100.0 * low:.0f} to {100.0 * high:.0f} %"
            sentences.append(f"`{row.id}` came about in {share} (95 % interval {bounds}).")
    return sentences


def names(rows: Sequence[Row]) -> str:
    """The ids of figures, as code."""
    return ", ".join(f"`{row.id}`" for row in rows)


def table(rows: Sequence[Row]) -> str:
    """All figures, one a line."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cells(row: Row) -> tuple[str, ...]:
    """One line of the table."""
    figure = row.figure
    own = number(figure.low)
    if figure.high != figure.low:
        own += f" to {number(figure.high)}"
    width = "no end" if math.isinf(row.width) else number(row.width)
    inside = "no" if not row.inside else "by width" if row.wide else "yes"
    percentile = "-" if row.wars == 0 else f"{100.0 * row.percentile:.0f}"
    return (
        f"`{row.id}`", figure.unit, figure.sample, own,
        number(row.low), number(row.middle), number(row.high), width,
        percentile, inside, str(row.wars),
    )  # fmt: skip


def number(value: float) -> str:
    """A number to three figures at most; `never` for what did not come about."""
    if math.isnan(value):
        return "-"
    if math.isinf(value):
        return "never"
    if value == round(value) or abs(value) >= 100.0:
        return f"{value:,.0f}"
    return f"{value:.3g}"
