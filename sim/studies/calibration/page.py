"""The page of a fit."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from sim.studies.calibration.distance import TELLING
from sim.studies.calibration.figures import record_figure, widths_figure
from sim.studies.calibration.posterior import IDENTIFIED, NARROWED, effective
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
    study, last, summary = fit.study, fit.populations[-1], fit.distance.summary
    worth = effective(fit.posterior)
    yield (
        f"Approximate Bayesian computation by sequential Monte Carlo (pyABC {version('pyabc')}): "
        f"{study.populations} populations of {study.particles:,} wars, seed {study.seed}."
    )
    yield (
        f"Priors: uniform over the ranges of {study.scenario.id}. Data: "
        f"{len(summary.scales)} "
        f"statistics known by {study.record.known_until}. One war at each point."
    )
    yield (
        f"Distance: between what the statistics of war and record say of the parameters, in normal "
        f"scores (semi-automatic, Fearnhead and Prangle 2012; linear, learnt from "
        f"{len(fit.prior):,} wars of the prior). {len(summary.used)} parameters have a say; of the "
        f"others statistics explain less than {TELLING:.0%}."
    )
    yield (
        f"In the end wars within {last.epsilon:.3f} are kept, {last.accepted / last.tried:.1%} of "
        f"those fought, and adjusted by regression for what they still differ by (Beaumont et al. "
        f"2002). The weights are worth {worth:.0f} particles."
    )
    if worth < FEW:
        yield (
            f"That is few: ends of the posterior, and what is called identified, are in good part "
            f"chance below {FEW:.0f}. More particles make them surer."
        )
    for name in study.statistics:
        if name not in summary.scales:
            yield f"All wars of the prior agree in {name}: it tells nothing and was left out."
    for sample in SAMPLES:
        after = _of(fit.after, sample)
        ends = [sum(row.inside for row in _of(rows, sample)) for rows in (fit.before, fit.after)]
        yield (
            f"Figures of the record in the 5 to 95 % band, {sample}: {ends[1]} of {len(after)} "
            f"after the fit, {ends[0]} before."
        )


def _widths_table(fit: Calibrated) -> Table:
    header = ("parameter", "from", "to", "5 %", "median", "95 %", "width left", "explained", "")
    told = fit.distance.summary.told
    rows = [
        (one.parameter, *(figure_of(x) for x in one[1:6]), f"{one.left:.0%}",
         f"{max(told[one.parameter], 0.0):.1%}", one.verdict)
        for one in fit.widths
    ]  # fmt: skip
    words = (
        "Range, and weighted quantiles of the posterior. Explained: which share of the parameter's "
        "variance over the prior the statistics of a war predict; with the rest being luck, about "
        "the square root of what is not explained is left of its width."
    )
    return Table("Parameters", words, header, rows)


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
    header = ("statistic", "what it is", "record", "lower in")
    rows = [
        (name, one.words, f"{figure_of(one.low)} to {figure_of(one.high)}"
         if one.low < one.high else figure_of(one.low), _below(fit, name, one.low))
        for name, one in fit.study.statistics.items()
    ]  # fmt: skip
    words = "What the fit compares wars by; how many wars of the prior have a lower value."
    return Table("Statistics", words, header, rows)


def _below(fit: Calibrated, name: str, value: float) -> str:
    scale = fit.distance.summary.scales.get(name)
    return "all agree" if scale is None else f"{scale.share(value):.0%}"


def _populations_table(fit: Calibrated) -> Table:
    header = ("population", "epsilon", "wars fought", "kept", "share kept", "worth")
    rows = [
        (str(one.number + 1), f"{one.epsilon:.3f}", f"{one.tried:,}", f"{one.accepted:,}",
         f"{one.accepted / one.tried:.1%}", f"{one.effective:.0f}")
        for one in fit.populations
    ]  # fmt: skip
    return Table("Populations", "Each is sought around the one before.", header, rows)
