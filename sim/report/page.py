"""`report.html`: one file that tells, draws, explains and replays a war, without any link out."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.language import N_, _, number, pgettext, spoken
from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.records.events import Event
from sim.records.runs import Runs
from sim.records.why import DECISIONS, why
from sim.report.decisions.account import account
from sim.report.embed import inline_svg, script_json
from sim.report.figures import FIGURES, save
from sim.report.labels import CAUTION, assumptions, labels, missing, result, small_print
from sim.report.names import listed, own_words, plain
from sim.report.replay import replay
from sim.report.script import replay_script, replay_style, replay_words
from sim.report.story import Told, tell
from sim.report.terms import cause_in_words, class_in_words, mode_in_words
from sim.report.war import War, war_of
from sim.report.when import day_name, span
from sim.scenario.scenario import Scenario

HERE = Path(__file__).parent
CAPTIONS = {
    "front_line": N_(
        "The line over time: land held by the first side, truces shaded by broker. "
        "Filled dots are places taken by fighting, hollow ones places handed over; where names "
        "would crowd, letters stand for them in the order of events."
    ),
    "deaths": N_("Soldiers killed per day and since the start, and what was admitted at home."),
    "bargaining": N_(
        "What each side would settle for, the offers made, and what each side believed "
        "of its quality in battle against the truth of this simulated war. The range is one of "
        "land alone: issues, pressure and the thought of breaking an agreement can make a side "
        "sign outside it or refuse within it."
    ),
    "truce_chart": N_(
        "How long each truce lasted, from minutes to months; when the first incident "
        "happened and when each side first accused the other."
    ),
    "ties": N_("Who is tied to whom: leverage and trust of states, members of the forums."),
}


def write_report(directory: str | Path, scenario: Scenario, runs: Runs) -> list[Path]:
    """Write `figures/*.png`, `figures/*.svg` and `report.html` of the first war of some runs.

    Args:
        directory: the folder of the run, made if it is not there.
        scenario: what was fought.
        runs: its tables, days and events among them.

    Returns:
        The files written, the page last.

    Raises:
        WritingError: a file could not be written.
        RecordError: days or events were not kept.
    """
    folder = Path(directory)
    war = war_of(scenario, runs)
    try:
        (folder / "figures").mkdir(parents=True, exist_ok=True)
        files: list[Path] = []
        for name, figure in FIGURES.items():
            files += save(figure(war), folder / "figures" / name)
        page = folder / "report.html"
        text = page_of(war, folder / "figures")
        part = folder / ".report.html.part"
        write_file(part, lambda stream: stream.write(text.encode()))
        part.replace(page)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{folder}: the report could not be written: {reason}") from error
    return [*files, page]


def page_of(war: War, figures: Path) -> str:
    """The page as text; `figures` is the folder with the figures as SVG."""
    environment = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    told = list(tell(war.events, war.scenario))
    events = [event for one in told for event in one.events]
    heading = war.scenario.case.scenario
    return environment.get_template("page.html.jinja").render(
        _=_,
        lang=spoken(),
        title=own_words(heading.name),
        summary=own_words(heading.summary),
        note=own_words(heading.note),
        labels=labels(war.scenario, war.acting),
        small_print=[*small_print(war.scenario, war.acting), assumptions(war.scenario)],
        caution=_(CAUTION),
        result=result(war.scenario, war.run),
        figures=[_figure(figures, name, _(words)) for name, words in CAPTIONS.items()],
        story=[_line(war, one, events) for one in told],
        truces=[_truce(war, row) for row in war.truces.to_dict("records")],
        sides=[war.names.actor(id_) for id_ in war.sides],
        run=_run(war),
        war=Markup(script_json(replay(war, told))),
        script=Markup(replay_script()),
        words=Markup(script_json(replay_words(spoken()))),
        style=Markup(f"{(HERE / 'static' / 'page.css').read_text('utf-8')}\n{replay_style()}"),
    )


def _figure(folder: Path, name: str, words: str) -> dict[str, Any]:
    svg = Markup(inline_svg(folder / f"{name}.svg", name, words))
    return {"svg": svg, "words": words, "title": words.partition(":")[0].partition(",")[0].strip()}


def _line(war: War, told: Told, events: list[Event]) -> dict[str, Any]:
    answers = [_answer(war, event, events) for event in told.events if event.kind in DECISIONS]
    return {"hour": told.hour, "when": told.when, "text": told.text, "why": answers}


def _answer(war: War, event: Event, events: list[Event]) -> dict[str, Any]:
    """Why a decision fell as it did: its account, choices first."""
    told = account(war.names, events, why(event, war.scenario.case))
    worths = [
        (_("{choice} (chosen)", choice=choice) if taken else choice, worth)
        for choice, worth, taken in told.choices
    ]
    words = " ".join([*told.heading, told.reason, told.unit]).strip()
    return {"words": words, "terms": [*worths, *told.rests]}


def _truce(war: War, row: dict[Any, Any]) -> dict[str, Any]:
    start, names = war.names.start, war.names
    format_ = "" if missing(row["format"]) else str(row["format"])
    acting = "" if missing(row["broker"]) else str(row["broker"])
    mediators = war.scenario.case.mediators
    accused = [row.get(f"first_accusation_hours_{id_}") for id_ in war.sides]
    return {
        "number": int(row["truce"]) + 1,
        "front": names.front(str(row["front"])) if len(war.fronts) > 1 else "",
        "broker": names.broker(format_, acting) if format_ in mediators else "",
        "format": names.full(format_) if format_ in mediators else mode_in_words(format_),
        "kind": class_in_words(int(row["truce_class"])),
        "signed": _day(row["announced_day"], start),
        "in_force": _day(row["effective_day"], start),
        "incident": _span(row["first_incident_hours"]),
        "accusations": [_span(hours) for hours in accused],
        "lived": "" if missing(row["lifetime_days"]) else span(24.0 * row["lifetime_days"]),
        "ended": _("in force at the end") if row["censored"] else _cause(row["cause"]),
        "verdict": _against(war, row["public_verdict"]),
        "brings": _brings(row),
    }


def _against(war: War, blamed: Any) -> str:
    """Whom the public verdict blames."""
    return pgettext("nobody blamed", "none") if missing(blamed) else war.names.actor(blamed)


def _brings(row: dict[Any, Any]) -> str:
    """What stands behind an agreement."""
    parts = []
    if row["monitors"] > 0.0:
        parts.append(_("{n} observers", n=number(row["monitors"])))
    if row["peacekeepers"] > 0.0:
        parts.append(_("{n} peacekeepers", n=number(row["peacekeepers"])))
    if row["guarantee"] > 0.0:
        share = number(row["guarantee"], 2)
        parts.append(_("a guarantee ({n} of the gain from breaking)", n=share))
    return listed(parts) or pgettext("nothing behind an agreement", "nothing")


def _cause(cause: Any) -> str:
    return "" if missing(cause) else cause_in_words(str(cause))


def _day(day: Any, start: Any) -> str:
    return "" if missing(day) else day_name(int(day), start).replace(" ", "\u00a0")


def _span(hours: Any) -> str:
    return pgettext("never", "none") if missing(hours) else span(float(hours))


def _run(war: War) -> list[tuple[str, str]]:
    """The war's row of the table `runs`, as it stands there."""
    cells = []
    for name, value in war.run.items():
        number = isinstance(value, float) and not missing(value)
        shown = f"{value:,.3f}".rstrip("0").rstrip(".") if number else str(value)
        cells.append((name, "" if missing(value) else plain(shown)))
    return cells
