"""Comparisons on disk: tables, figures, page."""

import json
from collections.abc import Iterator
from pathlib import Path

from sim.records.atomic import staged, write_file
from sim.records.hashing import canonical, code_hash, text_hash
from sim.records.manifest import plain_case, versions
from sim.records.split import Split
from sim.studies.compare import COMMON, Comparison
from sim.studies.contrasts import Contrast
from sim.studies.figures import differences, survival
from sim.studies.page import Page, Shown, Table, figure_of, held_fixed, whole, write_page
from sim.studies.survival import Curve, curve_table

PAGE, MANIFEST = "comparison.html", "comparison.json"
DIFFERENCES = (
    "Difference of each scenario from the base, with 95 % bootstrap intervals; the line is no "
    "difference."
)
SURVIVAL = (
    "Share of truces that still hold, by format (Kaplan and Meier). A truce alive at the end of "
    "the run, expired as agreed, or replaced by another agreement is censored. Bands take truces "
    "as independent; several of one war are not quite."
)


def write_comparison(comparison: Comparison, directory: Path) -> Path:
    """Write `contrasts.csv`, `survival.csv`, figures, page and `comparison.json`; returns the page.

    Raises:
        WritingError: when that fails; nothing half-written is left.
    """
    with staged(directory, last=MANIFEST) as folder:
        comparison.table.to_csv(folder / "contrasts.csv", index=False)
        curve_table(comparison.curves).to_csv(folder / "survival.csv", index=False)
        write_page(page_of(comparison), folder, PAGE)
        text = json.dumps(_manifest(comparison), indent=2, ensure_ascii=False, allow_nan=False)
        write_file(folder / MANIFEST, lambda stream: stream.write(f"{text}\n".encode()))
    return directory / PAGE


def luck_words(comparison: Comparison) -> str:
    """Which luck it was, and where parameters were drawn from if they were, in a sentence each."""
    drawn = f" Uncertainty: {comparison.uncertainty}." if comparison.draws else ""
    if comparison.luck == COMMON:
        seed = comparison.seeds[comparison.base]
        words = f"Common luck: war k of every scenario was fought with the same luck (seed {seed})."
        return words + drawn
    seeds = ", ".join(f"{label} {seed}" for label, seed in comparison.seeds.items())
    return f"Independent luck: every scenario was fought with its own ({seeds}).{drawn}"


def page_of(comparison: Comparison) -> Page:
    """The page of a comparison."""
    figures = [Shown("differences", differences(comparison.contrasts), DIFFERENCES)]
    if comparison.curves:
        figures.append(Shown("survival", survival(comparison.curves), SURVIVAL))
    base = comparison.scenarios[comparison.base]
    tables = [table for _, table in contrast_tables(comparison)]
    others = " and ".join(comparison.contrasts)
    drawn = () if comparison.draws is None else comparison.draws.addresses
    return Page(
        f"{others} against {comparison.base}",
        "What is different, with everything else the same?",
        list(comparison.scenarios.values()),
        [
            *(f"{label}: {s.case.scenario.name}" for label, s in comparison.scenarios.items()),
            f"{comparison.replicates:,} wars of each, fought by the {comparison.engine} engine.",
            luck_words(comparison),
        ],
        figures,
        [*tables, _curve_table(comparison.curves)],
        ["In each scenario, all that its file says.", *held_fixed(base, drawn)],
        "contrasts.csv and survival.csv beside this page hold the same numbers.",
        comparison.draws is not None,
    )


def contrast_tables(comparison: Comparison) -> Iterator[tuple[str, Table]]:
    """`contrasts` and, where parameters were drawn, `parameters` for each of the others."""
    for other, found in comparison.contrasts.items():
        title = f"{other} against {comparison.base}"
        yield "contrasts", contrast_table(title, found)
        if comparison.draws is not None:
            yield "parameters", parameter_table(f"{title}: parameters and luck", found)


def contrast_table(title: str, found: list[Contrast]) -> Table:
    """Contrasts as a table of a page."""
    header = (
        "measure", "base", "other", "difference", "95 % interval", "wars", "correlation",
        "variance ratio", "wars needed",
    )  # fmt: skip
    rows = [
        (
            one.measure, figure_of(one.base_mean), figure_of(one.other_mean),
            figure_of(one.difference), _from_to(one.low, one.high), whole(one.wars),
            figure_of(one.correlation), figure_of(one.variance_ratio),
            whole(one.replicates_needed),
        )
        for one in found
    ]  # fmt: skip
    words = (
        "Wars without a value on both sides are left out. Variance ratio: so many times fewer wars "
        "are needed than with luck of its own for each. Wars needed: after so many a 95 % interval "
        "of this difference would leave out 0."
    )
    return Table(title, words, header, rows)


def parameter_table(title: str, found: list[Contrast]) -> Table:
    """Parameters and luck in each difference; those that cannot be told apart have no row."""
    header = (
        "measure", "difference", "expected, 95 % of draws", "from parameters", "95 % interval",
        "draws",
    )  # fmt: skip
    rows = [
        (
            one.measure, figure_of(one.difference), _expected(one.split),
            percent_of(one.split.share), _shares(one.split), whole(one.split.draws),
        )
        for one in found
        if one.split is not None
    ]  # fmt: skip
    words = (
        "Expected: the mean over luck alone; where it lies in the middle 95 % of the draws, which "
        "is what doubt about the parameters leaves open; empty where the draws differ by no more "
        "than luck. From parameters: of the variance of the "
        "difference from war to war, the part between draws; the rest is luck (O'Hagan, Stevenson "
        "and Madan 2007)."
    )
    return Table(title, words, header, rows)


def _expected(one: Split) -> str:
    return _from_to(one.low, one.high) if one.between > 0.0 else ""


def percent_of(share: float) -> str:
    """A share in per cent."""
    return f"{100.0 * share:.0f} %"


def _shares(one: Split) -> str:
    return f"{percent_of(one.share_low)} to {percent_of(one.share_high)}"


def _from_to(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f"{figure_of(low)} to {figure_of(high)}"


def _curve_table(curves: list[Curve]) -> Table:
    header = ("scenario", "format", "truces", "collapsed", "half collapsed after [days]")
    rows = [
        (
            one.scenario, one.format, whole(one.truces), whole(one.collapsed),
            "more than half held" if one.median is None else figure_of(one.median),
        )
        for one in curves
    ]  # fmt: skip
    return Table("How long truces held", "", header, rows)


def _manifest(comparison: Comparison) -> dict[str, object]:
    return {
        "format": "ceasefire-sim comparison",
        "version": 1,
        "base": comparison.base,
        "scenarios": {
            label: {"id": scenario.id, "hash": text_hash(canonical(plain_case(scenario)))}
            for label, scenario in comparison.scenarios.items()
        },
        "luck": comparison.luck,
        "seeds": comparison.seeds,
        "replicates": comparison.replicates,
        "engine": comparison.engine,
        "uncertainty": comparison.uncertainty,
        "draws": None if comparison.draws is None else comparison.draws.as_dict(),
        "code": code_hash(),
        "versions": versions(),
    }
