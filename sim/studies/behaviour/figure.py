"""Figures of what mediation does: each claim with its mechanism on and off, and the two curves."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from matplotlib.figure import Figure

from sim.report.figures.base import styled
from sim.report.palette import BLUE, FAINT, PURPLE, VERMILION
from sim.studies.behaviour.curves import Curve
from sim.studies.behaviour.experiments import Experiment
from sim.studies.behaviour.fought import Z95, Along, Effect
from sim.studies.figures import finished, panels

Pair = tuple[Effect, Effect]  # with the mechanism on, and off


def effects(found: Mapping[str, tuple[Experiment, Pair]]) -> Figure:
    """A panel per claim: the measure without and with the change, mechanism on and off."""
    with styled():
        figure, axes = panels(len(found), width=4.2, height=3.5)
        for place, (one, (on, off)) in zip(axes, found.values(), strict=True):
            for effect, colour, marker, label in (
                (on, BLUE, "o", "mechanism on"),
                (off, FAINT, "s", "mechanism off"),
            ):
                place.errorbar(
                    [0, 1], [effect.base, effect.other], yerr=[0.0, Z95 * effect.error],
                    color=colour, marker=marker, capsize=4, label=label,
                    linestyle="-" if effect is on else ":",
                    markerfacecolor=colour if effect is on else "white",
                )  # fmt: skip
            place.set_xticks([0, 1], ["before", "with the change"])
            place.set_xlim(-0.35, 1.35)
            place.set_ylim(0.0, 1.12 * place.get_ylim()[1])
            place.set_title(textwrap.fill(one.claim, 32), fontsize="small")
            place.set_ylabel(textwrap.fill(one.unit, 34), fontsize="small")
        axes[0].legend(fontsize="small", loc="lower right")
        return finished(figure)


def shapes(found: Mapping[str, tuple[Curve, dict[str, Along]]]) -> Figure:
    """A panel per curve: each arm with its band."""
    with styled():
        figure, axes = panels(len(found), width=5.4, height=4.4)
        for place, (one, arms) in zip(axes, found.values(), strict=True):
            colours = (BLUE, VERMILION, PURPLE)
            styles = ("-", "-", "--")
            for (label, arm), colour, line in zip(arms.items(), colours, styles, strict=False):
                low, high = arm.means - arm.halves, arm.means + arm.halves
                place.plot(arm.x, arm.means, line, color=colour, marker="o", ms=4, label=label)
                place.fill_between(arm.x, low, high, color=colour, alpha=0.2, linewidth=0)
            place.set_xlabel(one.along)
            place.set_ylabel(textwrap.fill(one.unit, 40), fontsize="small")
            place.set_ylim(bottom=0.0)
            place.set_title(textwrap.fill(one.claim, 48), fontsize="small")
            place.legend(fontsize="small")
            if len(arm.x) < 7:
                place.set_xticks(arm.x, [f"{x:g}" for x in arm.x])
        return finished(figure)
