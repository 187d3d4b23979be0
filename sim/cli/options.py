"""Arguments and options that several commands share."""

import json
import sys
from typing import Annotated, Any

import typer

ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Id of a scenario (see sim list), or a file.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="ADDRESS=VALUE", help="Change one value; may come again."),
]
Uncertain = Annotated[
    str | None,
    typer.Option(
        "--uncertainty", metavar="prior|fitted", help="Draw parameters: from ranges, or a fit."
    ),
]
WarsPerDraw = Annotated[
    int | None,
    typer.Option("--wars-per-draw", metavar="N", help="Wars that share a draw (default 5)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document, and nothing else.")]


def print_json(document: Any) -> None:
    """Print one JSON document on stdout."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def the_language(lang: str) -> str:
    """A language that is there; anything else is refused."""
    from sim.language import LANGUAGES
    from sim.scenario.errors import did_you_mean, one_of, refusal

    if lang not in LANGUAGES:
        hint = did_you_mean(lang, LANGUAGES)
        raise refusal(
            "--lang", "no such language", found=lang, allowed=one_of(LANGUAGES), hint=hint
        )
    return lang
