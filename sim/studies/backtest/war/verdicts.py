"""The gates of a war: what holds and what fails, of figures held out, and of all beside them."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from scipy.stats import binomtest

from sim.studies.backtest.war.gates import Gate, Gates
from sim.studies.backtest.war.scoring import Scored

HOLDS, FAILS, NOTHING = "holds", "fails", "nothing to judge"


class Verdict(NamedTuple):
    """One gate: what was found among the figures held out, and among all; only the first counts."""

    gate: str
    words: str
    verdict: str
    found: str
    of_all: str


def verdicts(rows: Sequence[Scored], gates: Gates) -> list[Verdict]:
    """All gates, in the order of their file."""
    held_out = [row for row in rows if row.held_out]
    result = []
    for name, gate in gates.gates.items():
        verdict, found = judged(held_out, gate, gates)
        beside, of_all = judged(rows, gate, gates)
        result.append(
            Verdict(name, gate.words, verdict, found, f"{beside}: {of_all}" if of_all else beside)
        )
    return result


def judged(rows: Sequence[Scored], gate: Gate, gates: Gates) -> tuple[str, str]:
    """What a gate says about some figures: verdict, and what was found."""
    if gate.measures:
        return _each([row for row in rows if row.figure.measure in gate.measures], gate)
    if gate.ratio is not None:
        return _ratio(rows, gate.ratio)
    banded = [row.bands for row in rows if row.bands is not None]
    if not banded:
        return NOTHING, ""
    counts = [sum(bands[k] for bands in banded) for k in range(len(gates.rules.bands))]
    if gate.share_90 is not None:
        widest = max(range(len(gates.rules.bands)), key=lambda k: gates.rules.bands[k])
        holds = counts[widest] >= gate.share_90 * len(banded)
        return _word(holds), f"{counts[widest]} of {len(banded)}"
    chances = [
        binomtest(count, len(banded), band).pvalue
        for count, band in zip(counts, gates.rules.bands, strict=True)
    ]
    found = ", ".join(
        f"{band:.0%}: {count} of {len(banded)}"
        for count, band in zip(counts, gates.rules.bands, strict=True)
    )
    return _word(min(chances) >= (gate.chance or 0.0)), found


def _ratio(rows: Sequence[Scored], limit: float) -> tuple[str, str]:
    if not rows:
        return NOTHING, ""
    mean = sum(row.ratio for row in rows) / len(rows)
    better = sum(row.ratio < 1.0 for row in rows)
    return _word(mean < limit), f"{mean:.2f}; better in {better} of {len(rows)}"


def _each(rows: Sequence[Scored], gate: Gate) -> tuple[str, str]:
    if not rows:
        return NOTHING, ""
    meets = _rule(gate)
    count = sum(not row.missing and meets(row) for row in rows)
    return _word(count == len(rows)), f"{count} of {len(rows)}"


def _rule(gate: Gate) -> Callable[[Scored], bool]:
    """What a gate of single figures asks of each."""
    if gate.probability is not None:
        least = gate.probability
        return lambda row: (row.middle if row.low == 1.0 else 1.0 - row.middle) >= least
    if gate.factor is not None:
        factor = gate.factor
        return lambda row: row.low / factor <= row.middle <= row.high * factor
    within, share = gate.within or 0.0, gate.share or 0.0

    def near(row: Scored) -> bool:
        gap = max(row.low - row.middle, row.middle - row.high, 0.0)
        return gap <= max(within, share * abs(row.low)) or math.isclose(gap, within)

    return near


def _word(holds: bool) -> str:
    return HOLDS if holds else FAILS
