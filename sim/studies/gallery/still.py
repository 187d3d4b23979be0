"""Pictures of wars whose line never moves, as in theory: what is decided there instead."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import FigureBase
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from sim.records.events import TERM_NAMES
from sim.records.simulate import simulate
from sim.report.palette import BLUE, INK, NOBODY, OVERLAP, VERMILION
from sim.scenario.scenario import Scenario
from sim.studies.gallery.fought import WARS, Shown
from sim.studies.survival import curves

STEPS = 100  # values of a range, each with a war of its own luck
WIDTH = 0.012  # of a bar, where bars stand at shares of land


def lives(figure: FigureBase, shown: Shown) -> None:
    """Share of truces still alive [%] over days, and what one constant hazard would give."""
    axes = figure.subplots()
    for one in curves({shown.entry.id: shown.many.truces}):
        axes.fill_between(one.days, one.low, one.high, step="post", color=BLUE, alpha=0.2)
        axes.step(one.days, one.holding, where="post", color=BLUE, linewidth=2.6, label="truces")
    hazards = [front.truce.hazard for front in shown.scenario.case.fronts.values() if front.truce]
    x = np.linspace(0.0, axes.get_xlim()[1], 200)
    axes.plot(x, np.exp(-hazards[0] * x), "--", color=INK, label=f"exp(-{hazards[0]:g} t)")
    axes.set_xlim(0.0, shown.many.truces["lifetime_days"].max())
    axes.set_ylim(0.0, 1.0)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel("days in force")
    axes.set_ylabel("truces still alive")
    axes.legend(frameon=False)


def held_fire(figure: FigureBase, shown: Shown) -> None:
    """In how many wars a side held its fire in so many of its rounds [%]."""
    axes = figure.subplots()
    sides = {side: f"cooperation_share_{side}" for side in shown.one.sides}
    seen = [shown.many.runs[column].dropna() for column in sides.values()]
    bins = np.linspace(min(map(min, seen)), max(map(max, seen)), 31).tolist()
    for side, values in zip(sides, seen, strict=True):
        name, colour = shown.one.names.actor(side), shown.one.colours[side]
        axes.hist(values, bins=bins, color=colour, alpha=0.55, label=name)
    axes.axvline(float(pd.concat(seen).mean()), color=INK, linestyle="--", label="mean")
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel("rounds in which a side held its fire")
    axes.set_ylabel("wars")
    axes.legend(frameon=False)


def advice(figure: FigureBase, shown: Shown) -> None:
    """What each side makes of the advice: its belief that the other is weak, before and after."""
    panels = figure.subplots(1, 2, sharey=True, sharex=True)
    events = simulate(shown.scenario, WARS, keep=["events"], engine="compiled").events
    told = events[events["kind"] == "advice"]
    before, after = (_term(told, name) for name in ("before", "after"))
    for panel, side in zip(panels, shown.one.sides, strict=True):
        at = (told["target"] == side).to_numpy()
        _bars(panel, after[at], shown.one.colours[side])
        panel.axvline(before[at].mean(), color=INK, linestyle="--", linewidth=2)
        panel.annotate(
            "before", (before[at].mean(), 0.98), (6, 0), textcoords="offset points",
            xycoords=("data", "axes fraction"), va="top", ha="left", fontsize="small",
        )  # fmt: skip
        panel.set_title(f"{shown.one.names.actor(side)}, after the advice", fontsize="medium")
        panel.set_xlabel("its belief that the other is weak")
        panel.set_xlim(0.0, 1.0)
    panels[0].set_ylabel("wars")


def deal(figure: FigureBase, shown: Shown) -> None:
    """The lines that both would sign rather than fight, and those that they signed."""
    axes = figure.subplots()
    events = simulate(shown.scenario, WARS, keep=["events"], engine="compiled").events
    offers = events[events["kind"] == "offer"].drop_duplicates("replicate")
    first, second = (shown.one.names.actor(side) for side in shown.one.sides[:2])
    low = _term(offers, "seen_war_first").mean()
    high = 1.0 - _term(offers, "seen_war_second").mean()
    signed = events[events["kind"] == "signed"]
    land = np.array(shown.one.land(shown.one.fronts[0]))
    axes.axvspan(low, high, color=OVERLAP, alpha=0.25, linewidth=0, label="room for a deal")
    _bars(axes, land[_term(signed, "line").astype(int)], INK, "signed")
    axes.axvline(low, color=BLUE, linewidth=2.6, label=f"least {first} accepts")
    axes.axvline(high, color=VERMILION, linewidth=2.6, label=f"most {second} leaves")
    axes.set_xlim(0.0, 1.0)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel(f"land left to {first}")
    axes.set_ylabel("wars")
    axes.legend(frameon=False)


def demand(figure: FigureBase, shown: Shown) -> None:
    """What the first side could demand at once: how often it means war, what it brings."""
    axes = figure.subplots()
    first, second = shown.one.sides[:2]
    war_first, war_second = _values_of_war(shown.scenario, first, second)
    x = np.linspace(0.0, 1.0, 401)
    refused = (war_second[:, None] > 1.0 - x[None, :] + 1e-9).mean(axis=0)
    brings = (1.0 - refused) * x + refused * war_first.mean()
    name, other = shown.one.names.actor(first), shown.one.names.actor(second)
    axes.plot(x, refused, color=VERMILION, linewidth=2.6, label=f"chance that {other} refuses: war")
    axes.plot(x, brings, color=BLUE, linewidth=2.6, label=f"what {name} can expect of it")
    best = int(brings.argmax())
    axes.plot(x[best], brings[best], "o", color=BLUE, markersize=9)
    axes.axhline(war_first.mean(), color=NOBODY, linestyle="--", label=f"what war brings {name}")
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, 1.05)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel(f"{name}'s demand, of the prize")
    axes.legend(frameon=False, loc="upper left")


def _values_of_war(
    scenario: Scenario, first: str, second: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What war is worth to two sides in each of many wars, ranges of the second taken evenly."""
    ranges = {
        address: np.linspace(low, high, STEPS)
        for address, (low, high) in scenario.uncertainties.items()
        if address.startswith(f"belligerents.{second}.")
    }
    found = [
        simulate(
            scenario, 1, set={a: float(values[k]) for a, values in ranges.items()},
            keep=["days"], engine="compiled", first_replicate=k,
        ).days
        for k in range(STEPS if ranges else 0)
    ] or [simulate(scenario, WARS, keep=["days"], engine="compiled").days]  # fmt: skip
    days = pd.concat(found)
    opening = days[days["day"] == 1]
    return opening[f"war_value_{first}"].to_numpy(), opening[f"war_value_{second}"].to_numpy()


def _term(events: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """A term of events of one kind, by name."""
    place = TERM_NAMES[str(events["kind"].iloc[0])].index(name)
    return np.array([terms[place] for terms in events["terms"]], dtype=float)


def _bars(axes: Axes, values: NDArray[np.float64], colour: str, label: str = "") -> None:
    """A bar at each value that occurs, as high as it is often."""
    at, often = np.unique(values.round(6), return_counts=True)
    axes.bar(at, often, width=2 * WIDTH, color=colour, label=label or None, zorder=3)
