"""The page of a study: one file with question, design, figures, tables, and what was held fixed."""

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

import sim.report
from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.report.embed import inline_svg
from sim.report.figures.base import save
from sim.report.labels import labels
from sim.report.names import plain
from sim.scenario.errors import display
from sim.scenario.scenario import Scenario

CAUTION = (
    "This shows what the model's assumptions imply in simulated wars, not what will happen or "
    "would have happened."
)
CHANCE = "Intervals hold the chance of these wars alone, not doubts about a model."
DOUBTS = (
    "Intervals hold the chance of these wars and doubt about the parameters that were drawn, not "
    "doubts about a model."
)
CSS = Path(next(iter(sim.report.__path__))) / "static" / "page.css"


class Shown(NamedTuple):
    """A figure: its file's name, the figure, and what it shows."""

    name: str
    figure: Figure
    words: str


class Table(NamedTuple):
    """A table of the page."""

    title: str
    words: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class Page(NamedTuple):
    """What stands on the page."""

    title: str
    question: str
    scenarios: Sequence[Scenario]
    design: Sequence[str]
    figures: Sequence[Shown]
    tables: Sequence[Table]
    held: Sequence[str]
    foot: str
    drawn: bool = False  # whether parameters were drawn, so that intervals hold doubt about them


def write_own_page(make: Callable[[], Page], folder: Path, name: str) -> Path:
    """Make a page and write it with its figures into a folder, which is made if it is not there.

    Raises:
        WritingError: when that fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_page(make(), folder, name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{display(folder)}: the page was not written: {reason}") from error


def write_page(page: Page, folder: Path, name: str) -> Path:
    """Write a page and its figures (PNG and SVG beside it); may raise OSError."""
    shown = []
    for one in page.figures:
        _, drawing = save(one.figure, folder / one.name)
        shown.append({"svg": Markup(inline_svg(drawing, one.name, one.words)), "words": one.words})
    text = _template().render(
        title=plain(page.title),
        question=plain(page.question),
        labels=list(dict.fromkeys(line for one in page.scenarios for line in labels(one))),
        caution=f"{CAUTION} {DOUBTS if page.drawn else CHANCE}",
        design=[plain(line) for line in page.design],
        figures=shown,
        tables=[table._asdict() for table in page.tables],
        held=[plain(line) for line in page.held],
        foot=page.foot,
        style=Markup(CSS.read_text("utf-8")),
    )
    part = folder / f".{name}.part"
    write_file(part, lambda stream: stream.write(text.encode()))
    part.replace(folder / name)
    return folder / name


def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("sim.studies"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("study.html.jinja")


def held_fixed(scenario: Scenario, varied: Iterable[str]) -> list[str]:
    """Which uncertain numbers a study did not vary, and at what they stood."""
    from sim.scenario.addresses import values

    known = values(scenario.case)
    moved = set(varied)
    lines = [
        f"{address} = {known.get(address)} (its range: {low:g} to {high:g})"
        for address, (low, high) in scenario.uncertainties.items()
        if address not in moved
    ]
    head = (
        "Every other number of the scenario stood as its file has it."
        if not lines
        else f"Every other number of the scenario, {len(lines)} that it calls uncertain among them:"
    )
    return [head, *lines]


def figure_of(value: float | None) -> str:
    """A number for a table; nothing for none."""
    if value is None or math.isnan(value):
        return ""
    size = abs(value)
    if size >= 1000.0:
        return f"{value:,.0f}"
    return f"{value:.3g}" if size >= 1.0e-4 or size == 0.0 else f"{value:.1e}"


def whole(value: int | None) -> str:
    """A count for a table; nothing for none."""
    return "" if value is None else f"{value:,}"
