"""`sim backtest`: of a war, or of many ceasefires."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import AsJson

WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO|CSV",
        help="A war: id or file of a scenario. Or many ceasefires: a .csv in the ETH/PRIO layout.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder of the page; else below results/backtest."),
]
Seed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", min=0, help="Of all luck and draws; else 20201109."),
]
SEED = 20201109
RecordFile = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="A war: its record; else the one that comes."),
]
Way = Annotated[
    str | None,
    typer.Option(
        "--uncertainty", metavar="WAY",
        help="A war: draw numbers from its fit (fitted), its ranges (prior), or not (none).",
    ),
]  # fmt: skip
Replicates = Annotated[
    int | None,
    typer.Option("--replicates", metavar="N", min=10, max=1_000_000, help="Of a war; else 1000."),
]
OnlyPredict = Annotated[
    bool, typer.Option("--predict", help="A war: write predictions, compare nothing yet.")
]
Docs = Annotated[
    Path | None,
    typer.Option(
        "--docs", metavar="DIR",
        help="Write into this documentation; of a war compares only what --predict wrote there.",
    ),
]  # fmt: skip
Train = Annotated[
    Path | None,
    typer.Option("--train", metavar="CSV", help="Ceasefires: fit on this table, score the other."),
]
Splits = Annotated[
    int | None,
    typer.Option("--splits", metavar="N", min=1, max=1000, help="Ceasefires: halves; else 10."),
]
Wars = Annotated[
    int | None,
    typer.Option(
        "--wars", metavar="N", min=10, max=10_000, help="Ceasefires: at each setting; else 100."
    ),
]
Skip = Annotated[
    bool, typer.Option("--skip-faulty", help="Ceasefires: leave faulty rows out.")
]  # fmt: skip


def backtest(
    what: WhatArgument, out: Out = None, seed: Seed = None, record: RecordFile = None,
    uncertainty: Way = None, replicates: Replicates = None, predict: OnlyPredict = False,
    docs: Docs = None, train: Train = None, splits: Splits = None, wars: Wars = None,
    skip: Skip = False, json: AsJson = False,
) -> None:  # fmt: skip
    """How well simulated wars tell what they were not fitted to, beside dull predictions.

    Of a war: its record is held against predictions, with gates that were written before: bands,
    CRPS, log score. Of many ceasefires: which hold, on countries not fitted on, beside one hazard
    for all, Kaplan-Meier by class and a Cox regression. A page goes to results/backtest.

    Example: sim backtest karabakh-2016
    """
    from sim.cli.backtest_ceasefires import backtest_ceasefires
    from sim.cli.backtest_war import backtest_war

    of_war = {
        "--record": record, "--uncertainty": uncertainty, "--replicates": replicates,
        "--predict": predict or None,
    }  # fmt: skip
    of_many = {
        "--train": train, "--splits": splits, "--wars": wars, "--skip-faulty": skip or None
    }  # fmt: skip
    if _is_table(what):
        _refuse(of_war, what, "is of a war, not of a table of ceasefires")
        backtest_ceasefires(
            Path(what), out or Path("results", "backtest"), train, splits or 10,
            SEED if seed is None else seed, wars or 100, skip, docs, json,
        )  # fmt: skip
    else:
        _refuse(of_many, what, "is of a table of ceasefires, not of a war")
        backtest_war(what, out, seed, record, uncertainty, replicates, predict, docs, json)


def _is_table(what: str) -> bool:
    """Whether a .csv is meant; refuses files that are neither table nor scenario."""
    ending = Path(what).suffix.lower()
    if ending in ("", ".toml") or not Path(what).is_file():
        return ending == ".csv"
    if ending != ".csv":
        from sim.scenario.errors import refusal

        allowed = "a scenario (.toml), or a table of ceasefires (.csv)"
        raise refusal(what, "neither a war nor a table", found=ending, allowed=allowed)
    return True


def _refuse(options: Mapping[str, object], what: str, why: str) -> None:
    for name, value in options.items():
        if value is not None:
            from sim.scenario.errors import refusal

            raise refusal(name, why, found=what)
