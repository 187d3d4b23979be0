"""`python -m sim.studies.behaviour`: fight every claim, fill docs/model.md, draw the figures."""

import sys
from pathlib import Path

from sim.report.generated import DOCS, fill
from sim.scenario.errors import ScenarioError
from sim.studies.behaviour.curves import CURVES
from sim.studies.behaviour.experiments import EXPERIMENTS, Experiment
from sim.studies.behaviour.figure import Pair, effects, shapes
from sim.studies.behaviour.fought import Effect, along, effect
from sim.studies.progress import Count, shown

WARS = 4000
ALONG = 1500
PART = "behaviour"


def number(value: float) -> str:
    """A number as a table shows it."""
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def row(one: Experiment, on: Effect, off: Effect) -> str:
    """One line of the table."""
    low, high = on.interval()
    return (
        f"| {one.claim} | {one.unit} | {number(on.base)} | {number(on.other)} | "
        f"{number(on.difference)} ({number(low)} to {number(high)}) | "
        f"{off.changed} of {off.wars:,} | {one.source} |"
    )


def text(found: dict[str, tuple[Experiment, Pair]]) -> str:
    """The part of the page: the table under its head."""
    head = [
        "| claim | measure | before | with the change | difference | wars that the same change "
        "alters with the mechanism off | source |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    return "\n".join([*head, *(row(one, *pair) for one, pair in found.values())])


def main(docs: Path = DOCS) -> int:
    """Fight, draw, fill; returns the exit status."""
    page = docs / "model.md"
    curved = sum(len(one.arms) * len(one.points) for one in CURVES.values())
    count = Count(4 * WARS * len(EXPERIMENTS) + ALONG * curved)
    try:
        fill(page.read_text(encoding="utf-8"), PART, "")  # fails before the wars are fought
        pairs, curves = {}, {}
        with shown() as follow:
            for name, one in EXPERIMENTS.items():
                pairs[name] = (one, (effect(one, WARS), effect(one, WARS, off=True)))
                count.done += 4 * WARS
                follow(count)
            for name, curve in CURVES.items():
                arms = {}
                for arm in curve.arms:
                    arms[arm] = along(curve, arm, ALONG)
                    count.done += ALONG * len(curve.points)
                    follow(count)
                curves[name] = (curve, arms)
        effects(pairs).savefig(docs / "figures" / "behaviour.png", dpi=110)
        shapes(curves).savefig(docs / "figures" / "behaviour-curves.png", dpi=110)
        whole = fill(page.read_text(encoding="utf-8"), PART, text(pairs))
        page.write_text(whole, encoding="utf-8")
    except (OSError, ValueError, ScenarioError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: nothing was written", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
