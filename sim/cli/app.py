"""The commands, each imported only when it is called: `sim --help` stays fast."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Entry(NamedTuple):
    """A command: where its function is, and what it does in one line."""

    module: str
    function: str
    summary: str


# To add a command, add a line.
COMMANDS = {
    "list": Entry("sim.cli.list", "list_scenarios", "The scenarios that come with it."),
    "show": Entry("sim.cli.show", "show", "A scenario, after extends and --set."),
    "check": Entry("sim.cli.check", "check", "What is wrong with a scenario, all of it."),
    "new": Entry("sim.cli.new", "new", "A commented scenario file to begin with."),
    "run": Entry("sim.cli.run", "run", "Fight the war of a scenario, and tell it."),
    "compare": Entry("sim.cli.compare", "compare", "Scenarios with the same luck, side by side."),
    "sweep": Entry("sim.cli.sweep", "sweep", "Fight a study: many wars at many points."),
    "merge": Entry("sim.cli.merge", "merge", "Put parts of a sweep together."),
    "sensitivity": Entry(
        "sim.cli.sensitivity", "sensitivity", "Which parameters matter, by study."
    ),
    "calibrate": Entry("sim.cli.calibrate", "calibrate", "Fit numbers to a war's record."),
    "backtest": Entry(
        "sim.cli.backtest", "backtest", "Held against wars and ceasefires on record."
    ),
    "facts": Entry("sim.cli.facts", "facts", "Where it equals theory, and which facts it shows."),
    "discover": Entry("sim.cli.discover", "discover", "Where a study's condition holds: boxes."),
    "why": Entry("sim.cli.why", "why", "Why a decision of a run was taken, in numbers."),
    "reproduce": Entry("sim.cli.reproduce", "reproduce", "Run a record again and compare."),
    "classroom": Entry("sim.cli.classroom", "classroom", "The page for a class, in a browser."),
    "schema": Entry("sim.cli.schema", "schema", "JSON Schema of a scenario file, for editors."),
}

EXAMPLES = "Example: sim run karabakh-2020 --seed 7 (sim run --help says more)"


def present() -> list[str]:
    """The commands whose modules are installed, in order."""
    return [name for name, entry in COMMANDS.items() if find_spec(entry.module) is not None]


class Commands(TyperGroup):
    """A group that knows its commands' names and imports one when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the table above."""
        return present()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A stand-in with the command's one-line help; nothing is imported."""
        if cmd_name not in present():
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name].summary, rich_markup_mode=None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command itself. An unknown name is refused with the nearest one."""
        name = args[0]
        if name.startswith("-"):
            return super().resolve_command(ctx, args)
        if name not in present():
            from sim.scenario.errors import did_you_mean

            hint = did_you_mean(name, present()) or f"commands are {', '.join(present())}."
            ctx.fail(f"there is no command {name!r}: {hint}")
        entry = COMMANDS[name]
        function = getattr(import_module(entry.module), entry.function)
        return name, _single(name, function), args[1:]


def _single(name: str, function: Callable[..., Any]) -> Any:
    app = _typer()
    app.command(name)(function)
    return get_command(app)


def _typer(**options: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **options,
    )


app = _typer(cls=Commands, epilog=EXAMPLES)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(version("ceasefire-sim"))
        except PackageNotFoundError:
            typer.echo("not installed: run from a checkout")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _sim(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Ceasefire mediation, simulated: wars fought, mediated, stopped, broken and settled."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def command() -> Any:
    """The whole command line as one callable command."""
    return get_command(app)
