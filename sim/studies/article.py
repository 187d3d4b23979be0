"""The question of the article: would the war of 2020 have stopped sooner, and stayed stopped?

`python -m sim.studies.article` fights the formats of 2020 side by side with the same luck, sweeps
the studies `would-kazakhstan-help*`, adds a placebo (the mediator under another id) and a mirror
(the war told from the other side), fights formats and levers once more with parameters drawn from
the posterior of the fit to 2020, and writes tables, a figure, and all numbers as JSON. Every
mediation by the CICA in it is a counterfactual.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from sim.records.draws import Draws
from sim.records.errors import WritingError
from sim.records.uncertainty import uncertainty
from sim.scenario import ScenarioError, load
from sim.scenario.points import at_point
from sim.scenario.root import scenario_root
from sim.studies.article_wars import (
    SEED,
    against,
    drawn_against,
    measures,
    mirrored,
    placebo,
    summary,
    wars,
)
from sim.studies.design import design_points
from sim.studies.progress import shown
from sim.studies.study import Study
from sim.studies.study_file import read_study
from sim.studies.study_page import write_sweep_page
from sim.studies.sweep import sweep

NAME = "would-kazakhstan-help"
WARS = 10_000  # of each format
TO_A_DRAW = 20  # wars that share drawn parameters: 500 draws, as many as the fit has particles
FORMATS = {
    "Minsk Group alone": "karabakh-2020-minsk-only",
    "Minsk Group and CICA": "karabakh-2020-minsk-and-cica",
    "CICA alone": "karabakh-2020-cica-only",
    "Minsk Group and CICA merged": "karabakh-2020-merged",
    "Astana type": "karabakh-2020-astana-type",
    "nobody mediates": "karabakh-2020-no-mediation",
    "Minsk Group, Russia; CICA late": "karabakh-2020",
    "the same with observers": "karabakh-2020-monitored",
    "the same, Russia early": "karabakh-2020-early-peacekeepers",
}
BASE = "Minsk Group alone"
TESTED = "Minsk Group and CICA"
CICA = "CICA"
PLACEBO = "CICA under another id"
MIRROR = "CICA, war told from the other side"
MEDIATORS = {CICA: "cica", "Minsk Group": "minsk", "Russia": "russia"}
KEPT = ["in_force", "settlement", "deaths", "displaced", "land", "truces_broken"]  # of the grid
Tables = dict[str, Any]


def fight_formats(count: int, draws: Draws | None = None) -> dict[str, pd.DataFrame]:
    """Every format, the base first, and placebo and mirror of the one in question."""
    names = {BASE: FORMATS[BASE], **FORMATS}
    found = {label: wars(load(name), count, draws=draws) for label, name in names.items()}
    tested = load(FORMATS[TESTED])
    found[f"placebo: {TESTED} under another id"] = wars(placebo(tested), count, draws=draws)
    mirror = wars(mirrored(tested), count, mirror=True, draws=draws)
    found[f"mirror: {TESTED}, from the other side"] = mirror
    return found


def fight_drawn(out: Path, count: int | None) -> Tables:
    """Formats and levers once more, every `TO_A_DRAW` wars with a draw of the fit to 2020."""
    draws = uncertainty("fitted", load(FORMATS[BASE]), SEED, TO_A_DRAW)
    formats = fight_formats(count or WARS, draws)
    base = formats[BASE]
    plain = study_of("", count)
    study = dataclasses.replace(plain, name=f"{NAME}-drawn", uncertainty=draws)
    named = zip(levers(study), swept(study, out), strict=True)
    return {
        "source": draws.source,
        "parameters": len(draws.addresses),
        "wars_per_draw": TO_A_DRAW,
        "wars": {"formats": count or WARS, "levers": study.replicates},
        "formats": {label: drawn_against(one, base, draws) for label, one in formats.items()},
        "levers": {label: drawn_against(one, base, draws) for label, one in named},
    }


def levers(study: Study) -> list[str]:
    """What the points of the study of levers are called: the numbered comments of its file."""
    text = (scenario_root() / "studies" / f"{NAME}.toml").read_text("utf-8")
    words = [line[1:].split(maxsplit=1) for line in text.splitlines() if line.startswith("# ")]
    names = [two[1] for two in words if len(two) == 2 and two[0].isdecimal()]
    if len(names) != len(design_points(study)):
        raise ValueError(f"{NAME}.toml names {len(names)} points, not as many as it has")
    return names


def swept(study: Study, out: Path) -> list[pd.DataFrame]:
    """Measures of the wars at each point of a study, swept into its folder, with its page."""
    with shown() as follow:
        done = sweep(study, out / study.name, engine="compiled", follow=follow)
    write_sweep_page(done)
    horizon = float(study.scenario.case.scenario.horizon_days)
    return [measures(part, horizon) for _, part in done.runs.groupby("point")]


def study_of(suffix: str, count: int | None) -> Study:
    """One of the studies that come along; with other replicates if asked."""
    study = read_study(NAME + suffix)
    return study if count is None else dataclasses.replace(study, replicates=count)


def fight_levers(out: Path, base: pd.DataFrame, count: int | None) -> Tables:
    """Each lever of the initiative: differences from the Minsk Group alone, with the same luck."""
    study = study_of("", count)
    named = zip(levers(study), swept(study, out), strict=True)
    return {name: against(found, base) for name, found in named}


def fight_grids(out: Path, count: int | None) -> Tables:
    """What it would take: means over the same grid for each mediator, placebo and mirror."""
    found: Tables = {}
    for label, suffix in MEDIATORS.items():
        study = study_of(f"-{suffix}", count)
        found[label] = [summary(one[KEPT]) for one in swept(study, out)]
    study = study_of(f"-{MEDIATORS[CICA]}", count)
    points = design_points(study).to_dict("records")
    cast = [at_point(study.scenario, {str(k): v for k, v in point.items()}) for point in points]
    wanted = study.replicates
    found[PLACEBO] = [summary(wars(placebo(one), wanted)[KEPT]) for one in cast]
    found[MIRROR] = [summary(wars(mirrored(one), wanted, mirror=True)[KEPT]) for one in cast]
    return found


def coordinates(study: Study) -> list[dict[str, float]]:
    """Trust, leverage and means at each point of the grid."""
    names = {"trust": "ties.armenia.trust", "leverage": "ties.armenia.trade"}
    names |= {key: f"deploys.{key}" for key in ("monitors", "peacekeepers", "guarantee")}
    rows = design_points(study).to_dict("records")
    return [{k: float(row[f"states.kazakhstan.{v}"]) for k, v in names.items()} for row in rows]


def gather(out: Path, count: int | None = None) -> Tables:
    """Fight everything; `count` wars of each instead of what studies and this module say."""
    formats = fight_formats(count or WARS)
    base = formats[BASE]
    grids = fight_grids(out, count)
    return {
        "seed": SEED,
        "wars": {
            "formats": count or WARS,
            "levers": study_of("", count).replicates,
            "grid": study_of(f"-{MEDIATORS[CICA]}", count).replicates,
        },
        "formats": {label: against(one, base) for label, one in formats.items()},
        "levers": fight_levers(out, base, count),
        "grid": {"points": coordinates(study_of(f"-{MEDIATORS[CICA]}", count)), "means": grids},
        "drawn": fight_drawn(out, count),
    }


def main(arguments: list[str] | None = None) -> int:
    """Fight, write, say where; returns the exit status."""
    from sim.studies.article_page import write_all

    parser = argparse.ArgumentParser(prog="python -m sim.studies.article", description=__doc__)
    parser.add_argument("--wars", type=int, help="of each case; by default as many as published")
    parser.add_argument("--out", type=Path, default=Path("results", "studies"))
    parser.add_argument("--docs", type=Path, help="write the tables and the figure in docs/ too")
    asked = parser.parse_args(arguments)
    if asked.wars is not None and asked.wars < 2:
        parser.error(f"--wars {asked.wars}: at least 2")
    try:
        found = gather(asked.out, asked.wars)
        place = write_all(found, asked.out / f"{NAME}-answer", asked.docs)
    except (ScenarioError, WritingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, ScenarioError) else 1
    except KeyboardInterrupt:
        print("stopped: finished sweeps are kept", file=sys.stderr)
        return 130
    print(f"Tables and figure: {place}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
