"""The page of a fit."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from sim.studies.calibration.distance import FARTHEST
from sim.studies.calibration.figures import record_figure, widths_figure
from sim.studies.calibration.posterior import IDENTIFIED, NARROWED
from sim.studies.page import Page, Shown, Table, figure_of, held_fixed

if TYPE_CHECKING:
    from sim.studies.calibration.calibrate import Calibrated
    from sim.studies.record_rows import Row

SAMPLES = ("in sample", "held out")
FEW = 100.0  # assumed: worth fewer particles, a posterior's 5 and 95 % are mostly chance
WORDS_WIDTHS = (
    "Pale: the range, which is the prior. Blue: the middle 90 % of the posterior, its median "
    f"white. Identified: less than {IDENTIFIED:.0%} of the prior's width is left; narrowed: less "
    f"than {NARROWED:.0%}. What is not identified, this record does not tell; it is not shown to "
    "be unimportant."
)
WORDS_RECORD = (
    "Red: the record, or its bounds. Bars: 5 to 95 % of wars at points of the prior (grey) and of "
    "the posterior (blue), one war each, with their median. Wars that have no such figure are left "
    "out. "
)
WORDS_SAMPLE = {
    "in sample": "In sample: known by {until}. To agree here is what a fit does; it is no test.",
    "held out": "Held out: known only later, and used nowhere in the fit. This is the test.",
}


def page_of(fit: Calibrated) -> Page:
    """The page."""
    study = fit.study
    figures = [Shown("posterior", widths_figure(fit.widths), WORDS_WIDTHS)]
    tables = [_widths_table(fit)]
    for sample in SAMPLES:
        before, after = _of(fit.before, sample), _of(fit.after, sample)
        if after:
            words = WORDS_RECORD + _sample_words(fit, sample)
            name = f"record-{sample.replace(' ', '-')}"
            figures.append(Shown(name, record_figure(before, after, study.statistics), words))
            tables.append(_record_table(fit, sample))
    return Page(
        f"Calibration: {study.name}", study.question, [study.scenario], list(_design(fit)), figures,
        [*tables, _statistics_table(fit), _populations_table(fit)],
        held_fixed(study.scenario, study.ranges),
        "posterior.parquet beside this page holds the particles and their weights, prior.parquet "
        "the wars of the prior, fit.json all that is shown here.",
    )  # fmt: skip


def _of(rows: list[Row], sample: str) -> list[Row]:
    return [row for row in rows if row.figure.sample == sample]


def _sample_words(fit: Calibrated, sample: str) -> str:
    return WORDS_SAMPLE[sample].format(until=fit.study.record.known_until)


def _design(fit: Calibrated) -> Iterator[str]:
    study, last = fit.study, fit.populations[-1]
    yield (
        f"Approximate Bayesian computation by sequential Monte Carlo (pyABC {version('pyabc')}): "
        f"{study.populations} populations of {study.particles:,} wars, seed {study.seed}."
    )
    yield (
        f"Priors: uniform over the ranges of {study.scenario.id}. Data: {len(fit.distance.scales)} "
        f"statistics known by {study.record.known_until}. One war at each point."
    )
    yield (
        "Distance: root mean square of the gaps to the record, each in median absolute deviations "
        f"of {len(fit.prior):,} wars of the prior. What a war lacks or never saw counts as "
        f"{FARTHEST:g}."
    )
    yield (
        f"In the end wars within {last.epsilon:.3f} are kept, {last.accepted / last.tried:.1%} of "
        f"those fought: the posterior is of wars about this near to the record, and so somewhat "
        f"wider than an exact one. Its weights are worth {last.effective:.0f} particles."
    )
    if last.effective < FEW:
        yield (
            f"That is few: ends of the posterior, and what is called identified, are in good part "
            f"chance below {FEW:.0f}. More particles make them surer."
        )
    for name in study.statistics:
        if name not in fit.distance.scales:
            yield f"All wars of the prior agree in {name}: it tells nothing and was left out."
    for sample in SAMPLES:
        after = _of(fit.after, sample)
        ends = [sum(row.inside for row in _of(rows, sample)) for rows in (fit.before, fit.after)]
        yield (
            f"Figures of the record in the 5 to 95 % band, {sample}: {ends[1]} of {len(after)} "
            f"after the fit, {ends[0]} before."
        )


def _widths_table(fit: Calibrated) -> Table:
    header = ("parameter", "from", "to", "5 %", "median", "95 %", "width left", "")
    rows = [
        (one.parameter, *(figure_of(x) for x in one[1:6]), f"{one.left:.0%}", one.verdict)
        for one in fit.widths
    ]
    return Table("Parameters", "Range, and weighted quantiles of the posterior.", header, rows)


def _record_table(fit: Calibrated, sample: str) -> Table:
    header = ("figure", "record", "unit", "prior 5 %", "median", "95 %", "", "fitted 5 %", "median",
              "95 %", "", "fitted to")  # fmt: skip
    pairs = zip(_of(fit.before, sample), _of(fit.after, sample), strict=True)
    rows = [
        (after.figure.statement, _recorded(after), after.figure.unit, *_band(before), *_band(after),
         "yes" if after.id in fit.study.statistics else "")
        for before, after in pairs
    ]  # fmt: skip
    return Table(f"The record, {sample}", _sample_words(fit, sample), header, rows)


def _recorded(row: Row) -> str:
    low, high = figure_of(row.figure.low), figure_of(row.figure.high)
    return low if low == high else f"{low} to {high}"


def _band(row: Row) -> tuple[str, ...]:
    ends = (figure_of(x) if x != float("inf") else "never" for x in (row.low, row.middle, row.high))
    return (*ends, "inside" if row.inside else "outside")


def _statistics_table(fit: Calibrated) -> Table:
    header = ("statistic", "what it is", "record", "scale")
    rows = [
        (name, one.words, f"{figure_of(one.low)} to {figure_of(one.high)}"
         if one.low < one.high else figure_of(one.low), figure_of(fit.distance.scales.get(name)))
        for name, one in fit.study.statistics.items()
    ]  # fmt: skip
    return Table("Statistics", "What the fit compares wars by.", header, rows)


def _populations_table(fit: Calibrated) -> Table:
    header = ("population", "epsilon", "wars fought", "kept", "share kept", "worth")
    rows = [
        (str(one.number + 1), f"{one.epsilon:.3f}", f"{one.tried:,}", f"{one.accepted:,}",
         f"{one.accepted / one.tried:.1%}", f"{one.effective:.0f}")
        for one in fit.populations
    ]  # fmt: skip
    return Table("Populations", "Each is sought around the one before.", header, rows)
