"""Formal facts: closed forms that the engines, or a rule alone, must meet."""

from collections.abc import Callable
from importlib import import_module
from typing import Literal, NamedTuple

from sim.studies.facts.comparison import Comparison

Level = Literal["engine", "rule"]


class Formal(NamedTuple):
    """A formal fact: what it says, who showed it, and where it is checked.

    Attributes:
        level: `engine`: a scenario's war, or its first moments, run through an engine; `rule`: the
            function alone, because the war loop cannot express the model.
        module, function: below `sim.studies.facts.formal`; takes the number of wars.
    """

    statement: str
    source: str
    level: Level
    module: str
    function: str

    def compare(self, wars: int) -> list[Comparison]:
        """All comparisons, from so many wars each."""
        place = import_module(f"sim.studies.facts.formal.{self.module}")
        function: Callable[[int], list[Comparison]] = getattr(place, self.function)
        return function(wars)


FORMAL = {
    "gamblers-ruin": Formal(
        "War as a random walk over forts: who wins, and after how many battles.",
        "Smith and Stam 2004; Feller 1968", "engine", "random_walk", "fought",
    ),
    "gamblers-ruin-terrain": Formal(
        "The same over ground of three kinds: the linear equations of the chain.",
        "Smith and Stam 2004", "engine", "random_walk", "over_terrain",
    ),
    "gamblers-ruin-belief": Formal(
        "What war is worth to sides with a beta belief about the odds of battle.",
        "Smith and Stam 2004", "engine", "random_walk", "believed",
    ),
    "risk-return": Formal(
        "One demand against an unknown cost of war: the best demand and its risk of war.",
        "Fearon 1995", "engine", "bargaining", "one_demand",
    ),
    "two-types": Formal(
        "One demand against a strong or a weak opponent: safe, risky, and who refuses.",
        "Fearon 1995", "engine", "bargaining", "two_types",
    ),
    "rubinstein": Formal(
        "Alternating offers with discounting: the first proposer's share.",
        "Rubinstein 1982", "rule", "bargaining", "alternating",
    ),
    "quick-offers": Formal(
        "Offers of the war loop are the limit of ever quicker alternation.",
        "Binmore, Rubinstein and Wolinsky 1986", "engine", "bargaining", "quick_offers",
    ),
    "noisy-reciprocity": Formal(
        "Doctrines whose orders sometimes go wrong: long-run shares of rounds without fire.",
        "Axelrod 1984; Molander 1985; Nowak and Sigmund 1992", "engine", "reciprocity", "doctrines",
    ),
    "attribution": Formal(
        "Misread fire halves cooperation; a public record or an arbitrator restores it.",
        "Boyd 1989; Sugden 1986", "engine", "reciprocity", "attribution",
    ),
    "credible-advice": Formal(
        "A biased mediator's advice is believed exactly within the bounds of its bias.",
        "after Kydd 2003 (a reconstruction)", "engine", "mediation", "advice",
    ),
    "mediation-ceiling": Formal(
        "The highest probability of peace that any mediator can reach.",
        "Hoerner, Morelli and Squintani 2015", "rule", "mediation", "ceiling",
    ),
    "null-mediator": Formal(
        "A go-between without information, leverage or guarantee changes nothing.",
        "Fey and Ramsay 2010", "engine", "mediation", "null_mediator",
    ),
    "constant-hazard": Formal(
        "A truce with one hazard: its Kaplan-Meier curve, censoring included.",
        "Kaplan and Meier 1958", "engine", "hazard", "constant",
    ),
}  # fmt: skip
