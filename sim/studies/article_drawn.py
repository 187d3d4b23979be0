"""The article's question with parameters drawn from the fit to 2020, and the README's answer."""

from __future__ import annotations

from typing import Any

from sim.studies.article_tables import (
    AMOUNTS,
    SHARES,
    SHORT,
    Tables,
    interval,
    real,
    table,
    words,
)

TESTED = "Minsk Group and CICA"
STATED, DRAWN = "numbers as stated, luck alone", "numbers drawn from the fit"


def drawn_counts(found: Tables) -> str:
    """How many wars and draws, and what the intervals are."""
    drawn = found["drawn"]
    each, fought = drawn["wars_per_draw"], drawn["wars"]
    return (
        f"{fought['formats']:,} wars of each format, {fought['levers']:,} of each lever, every "
        f"{each} with a draw of {drawn['parameters']} numbers from the posterior "
        f"`{drawn['source']}`; the same draws and the same luck in all rows; seed {found['seed']}. "
        "Intervals: where the expected value lies in the middle 95 % of the draws, or the 95 % "
        "interval of the mean where that reaches further. They hold doubt about these numbers, "
        "within this model."
    )


def parameter_shares(rows: dict[str, Any], measures: tuple[str, ...], first: str) -> str:
    """Of the variance of each difference from war to war, the part between draws, in %."""
    head = [first, *(words(one).removesuffix(", %") for one in measures)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(measures)]
    for label, row in rows.items():
        if any(row["share"].values()):
            cells = [f"{100.0 * row['share'][one]:.0f}" for one in measures]
            lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


def drawn_formats(found: Tables) -> str:
    """Counts; means and differences of every format; how much of the variance is parameters."""
    rows, first = found["drawn"]["formats"], "who mediates"
    shares, amounts = tuple(SHARES), ("land", *AMOUNTS)
    means = [table(rows, "mean", one, first) for one in (shares, amounts)]
    apart = [table(rows, "difference", one, first) for one in (shares, amounts)]
    return "\n\n".join(
        [
            drawn_counts(found), *means, "Difference from the Minsk Group alone:", *apart,
            "Of the variance of that difference from war to war, % that parameters make; the rest "
            "is luck:",
            parameter_shares(rows, (*shares, *amounts), first),
        ]
    )  # fmt: skip


def drawn_levers(found: Tables) -> str:
    """Differences of each lever from the Minsk Group alone, with parameters drawn."""
    rows, first = found["drawn"]["levers"], "the initiative"
    parts = (tuple(SHARES), ("land", *AMOUNTS))
    return "\n\n".join(table(rows, "difference", one, first) for one in parts)


def beside(found: Tables) -> str:
    """What the initiative changes beside the Minsk Group: luck alone, and parameters drawn."""
    sources = {STATED: found["formats"], DRAWN: found["drawn"]["formats"]}
    head = ["what the initiative changes", *(words(one) for one in SHORT)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * len(SHORT)]
    for label, rows in sources.items():
        apart = rows[TESTED]["difference"]
        cells = [interval(one, apart[one], sign=True) for one in SHORT]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    shares = found["drawn"]["formats"][TESTED]["share"]
    cells = [f"{100.0 * shares[one]:.0f} %" for one in SHORT]
    label = "of its variance from war to war, parameters make"
    lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


def answer(found: Tables) -> str:
    """The README's tables: every format with parameters drawn, and what the initiative changes."""
    rows = real(found["drawn"])
    return "\n\n".join(
        [
            drawn_counts(found),
            table(rows, "mean", SHORT, "who mediates"),
            "What the initiative changes beside the Minsk Group, war by war with the same luck and "
            f"the same numbers. The first row rests on {found['wars']['formats']:,} wars; its "
            "intervals are of 95 % and hold the chance of these wars alone.",
            beside(found),
        ]
    )
