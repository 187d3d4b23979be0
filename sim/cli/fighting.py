"""Fighting as seen on the screen: progress, the story as it unfolds, closing tables."""

from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sim.cast import cast_of
from sim.cli.closing import drawn_lines, fought_in, measures_table, outcomes_table, parameters_note
from sim.engines.batch import Batch
from sim.engines.finished import Finished
from sim.engines.model import CeasefireModel
from sim.language import N_, _, number
from sim.records.events import Event, events_from, events_in
from sim.records.plan import Plan
from sim.records.runs import Runs
from sim.records.simulate import collected, now, pieces
from sim.records.tables import Collector
from sim.report.labels import labels, result
from sim.report.names import own_words
from sim.report.story import Narrator, Told
from sim.scenario.errors import display

CAVEAT = N_(
    "This is what the model's assumptions imply in a simulated war. It is no forecast, and no "
    "finding about who did what."
)


class Rate(ProgressColumn):
    """How many steps or wars per second."""

    def render(self, task: Task) -> Text:
        """As text; empty before anything is known."""
        return Text(f"{task.speed:,.0f} {task.fields['unit']}/s" if task.speed else "")


class Screen:
    """What the user sees of a run; a quiet one shows progress alone, on stderr."""

    def __init__(self, plan: Plan, quiet: bool = False) -> None:
        self.plan = plan
        self.quiet = quiet
        self.story = plan.count == 1 and not quiet
        self.console = Console(stderr=quiet, highlight=False, markup=False, soft_wrap=True)
        self.messages = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        unit = "steps" if plan.count == 1 else "wars"
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self.task = self.progress.add_task("fighting", total=None, unit=unit)
        self.scenario = fought_in(plan)
        self.narrator = Narrator(self.scenario)
        self.read = 0

    def open(self) -> None:
        """The title, and what kind of war it is."""
        if self.quiet:
            return
        heading = self.plan.scenario.case.scenario
        told = {"title": own_words(heading.name), "seed": self.plan.seed}
        one = _("{title} (seed {seed}, war {number})", number=self.plan.first, **told)
        many = _("{title} (seed {seed}, {n} wars)", n=number(self.plan.count), **told)
        self.console.print(one if self.plan.count == 1 else many, style="bold")
        for line in labels(self.plan.scenario):
            self.console.print(line)
        for line in drawn_lines(self.plan):
            self.console.print(line)
        self.console.print()

    def follow(self, model: CeasefireModel) -> None:
        """After a step of a war: its new events, and how far it is."""
        if self.plan.count == 1:
            self.progress.update(self.task, total=model.last_tick, completed=model.tick)
        if self.story:
            fresh = list(events_from(model.log, model.cast, self.read))
            self.read += len(fresh)
            self.tell(fresh)

    def over(self, piece: Finished | Batch, fought: int) -> None:
        """After a war or many: the rest of the one that is told, and how many are fought."""
        if self.story and isinstance(piece, Finished):
            self.tell(list(events_from(piece.log, piece.cast, self.read)))
        if self.plan.count > 1:
            self.progress.update(self.task, total=self.plan.count, completed=fought)

    def make_ready(self) -> None:
        """Before the fight: compile where that is still to be done, and say so."""
        if self.plan.engine == "compiled":
            from sim.engines.ready import make_ready

            make_ready(self.plan.scenario, self.messages.print)

    def tell(self, events: list[Event]) -> None:
        """Print the lines that some events make."""
        for event in sorted(events, key=lambda one: (one.tick, one.hour)):
            self._print(self.narrator.tell(event))

    def retell(self, runs: Runs) -> None:
        """The story of a war from its record."""
        if self.story:
            self.tell(events_in(runs.events))

    def close(self, runs: Runs, directory: Path, reused: bool) -> None:
        """How it ended, and where the record is."""
        if self.story:
            self._print(self.narrator.rest())
            self.console.print()
            for line in result(self.scenario, dict(runs.runs.iloc[0])):
                self.console.print(line)
        elif not self.quiet:
            self.console.print(outcomes_table(runs))
            self.console.print(measures_table(runs))
            if runs.draws is not None:
                self.console.print(parameters_note(runs))
        if not self.quiet:
            self.console.print(_(CAVEAT))
        if runs.fought < self.plan.count:
            told = {"done": number(runs.fought), "planned": number(self.plan.count)}
            text = _("Interrupted: {done} of {planned} wars are fought and written.", **told)
            self.messages.print(text)
        place = display(directory)
        if reused:
            self.messages.print(_("The record is verified and used again: {place}", place=place))
        else:
            self.messages.print(_("The record is written: {place}", place=place))
        if (directory / "report.html").exists():
            self.messages.print(_("The report: {path}", path=f"{place}/report.html"))

    def _print(self, lines: list[Told]) -> None:
        for line in lines:
            self.console.print(str(line))


def fight(plan: Plan, screen: Screen, workers: int | None = None) -> Runs:
    """Fight the wars of a plan; after Ctrl-C, those that were over.

    Days and events are kept of the first war, the one that is told; runs and truces of all.
    """
    collector = Collector(cast_of(plan.scenario.case))
    wanted = {"runs": plan.count, "truces": plan.count, "days": 1, "events": 1}
    started = now()
    with suppress(KeyboardInterrupt):
        screen.make_ready()
        with screen.progress:
            for piece in pieces(plan, wanted, workers=workers, follow=screen.follow):
                collector.take(piece, wanted)
                screen.over(piece, collector.fought)
    return collected(collector, plan, started)
