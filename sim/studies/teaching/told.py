"""The numbers of a lesson as its pages tell them, in English or French."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.studies.teaching.content import NARROW, WIDE
from sim.studies.teaching.numbers import IN_FORCE, Numbers

ENDS = {
    "en": {
        "settlement": "settlement", "frozen": "truce holds", "truce": "truce holds",
        "war": "war goes on", "victory": "decided in battle: won by {side}",
    },
    "fr": {
        "settlement": "règlement", "frozen": "la trêve tient", "truce": "la trêve tient",
        "war": "la guerre continue", "victory": "décidée par les armes : gagnée par {side}",
    },
}  # fmt: skip
LENGTHS = {
    "en": {"minutes": "{n} minutes", "hours": "{n} hours", "days": "{n} days", "alive": "holds"},
    "fr": {"minutes": "{n} minutes", "hours": "{n} heures", "days": "{n} jours", "alive": "tient"},
}
MANY_MINUTES, MANY_HOURS = 1.5, 36.0  # hours up to which a life is told in minutes, in hours


class Told:
    """The numbers of one lesson in words; each method takes the name of an arm.

    Attributes:
        seed: of all its wars. wars: of each arm.
    """

    def __init__(self, found: Numbers, scenario: str, language: str, sides: dict[str, str]) -> None:
        self._arms = found["lessons"][scenario]["arms"]
        self._language = language
        self._sides = sides
        self.seed: int = found["lessons"][scenario]["seed"]
        self.wars = self.number(found["wars"])

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with its groups of three digits, and the language's decimal sign."""
        text = f"{value:,.{decimals}f}"
        if self._language == "fr":
            text = text.replace(",", NARROW).replace(".", ",")
        return text

    def share(self, arm: str, *ends: str) -> str:
        """Share of the wars that end so, in per cent."""
        return self._percent(self._share(arm, *ends))

    def held(self, arm: str) -> str:
        """Share of the wars that end with an agreement in force."""
        return self.share(arm, *IN_FORCE)

    def going(self, arm: str) -> str:
        """Share of the wars that are still fought at the end."""
        return self.share(arm, "war")

    def beaten(self, arm: str) -> str:
        """Share of the wars that are decided in battle."""
        return self.share(arm, "victory")

    def gain(self, arm: str, base: str) -> str:
        """Points by which the share in force of one arm exceeds that of another."""
        return self.number(100.0 * (self._share(arm, *IN_FORCE) - self._share(base, *IN_FORCE)))

    def deaths(self, arm: str) -> str:
        """Soldiers killed in the mean of all wars."""
        return self.number(self._arms[arm]["deaths"])

    def signed(self, arm: str) -> str:
        """Agreements in a war, in the mean."""
        return self.number(self._arms[arm]["agreements"], 1)

    def collapsed(self, arm: str) -> str:
        """Agreements that broke in a war, in the mean."""
        return self.number(self._arms[arm]["broken"], 1)

    def week(self, arm: str) -> str:
        """Share of all agreements that lived a week."""
        return self._percent(self._arms[arm]["week"])

    def early(self, arm: str) -> str:
        """The same of the agreements of the first month."""
        return self._percent(self._arms[arm]["week_early"])

    def late(self, arm: str) -> str:
        """The same of the agreements after the second month."""
        return self._percent(self._arms[arm]["week_late"])

    def dead(self, arm: str) -> str:
        """Soldiers killed in the war that the class sees."""
        return self.number(self._first(arm)["deaths"])

    def agreements(self, arm: str) -> str:
        """Agreements of that war."""
        return self.number(len(self._first(arm)["lives"]))

    def broken(self, arm: str) -> str:
        """Agreements of that war that broke."""
        return self.number(self._first(arm)["broken"])

    def end(self, arm: str) -> str:
        """Day on which that war ended; a dash if it did not."""
        day = self._first(arm)["end_day"]
        return "–" if day is None else str(day)

    def day(self, arm: str, place: int) -> str:
        """Day on which an agreement of that war came into force; the first has place 0."""
        return str(self._first(arm)["lives"][place][0])

    def life(self, arm: str, place: int) -> str:
        """How long that agreement lived; that it holds, if it was alive at the end of the run."""
        _, days, alive = self._first(arm)["lives"][place]
        words, hours = LENGTHS[self._language], 24.0 * days
        if alive:
            return words["alive"]
        if hours < MANY_MINUTES:
            return self._length("minutes", 60.0 * hours, whole=True)
        if hours < MANY_HOURS:
            return self._length("hours", hours)
        return self._length("days", days)

    def lives(self, arm: str) -> str:
        """All agreements of that war: day and life of each."""
        day = {"en": "day", "fr": "jour"}[self._language]
        count = len(self._first(arm)["lives"])
        parts = [f"{day}{WIDE}{self.day(arm, k)}, {self.life(arm, k)}" for k in range(count)]
        return " · ".join(parts) or "–"

    def ended(self, arm: str) -> str:
        """How that war ended."""
        outcome, _, side = self._first(arm)["outcome"].partition(":")
        return ENDS[self._language][outcome].format(side=self._sides.get(side, ""))

    def words(self) -> dict[str, Callable[..., str]]:
        """The methods by name, as the pages call them."""
        names = (
            "share", "held", "going", "beaten", "gain", "deaths", "signed", "collapsed", "week",
            "early", "late", "dead", "agreements", "broken", "end", "day", "life", "lives", "ended",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}

    def _first(self, arm: str) -> Any:
        return self._arms[arm]["first"]

    def _share(self, arm: str, *ends: str) -> float:
        outcomes = self._arms[arm]["outcomes"]
        return float(sum(outcomes.get(end, 0) for end in ends) / sum(outcomes.values()))

    def _percent(self, share: float | None) -> str:
        if share is None:
            return "–"
        decimals = 1 if 0.0 < share < 0.01 else 0
        space = NARROW if self._language == "fr" else WIDE
        return f"{self.number(100.0 * share, decimals)}{space}%"

    def _length(self, unit: str, value: float, whole: bool = False) -> str:
        decimals = 0 if whole or value >= 9.95 or abs(value - round(value)) < 0.05 else 1
        text = LENGTHS[self._language][unit].format(n=self.number(value, decimals))
        return text.removesuffix("s") if text.startswith("1 ") else text.replace(" ", WIDE)
