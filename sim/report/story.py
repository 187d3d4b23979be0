"""The story of a war in dated lines of neutral words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.kernel.log import UNILATERAL
from sim.language import _, ngettext
from sim.records.events import Event
from sim.report.labels import CAUTION, acted, labels, result
from sim.report.names import Names, capital, listed
from sim.report.phrases import PHRASES, what_is_offered
from sim.report.truce_phrases import incident
from sim.report.when import moment
from sim.scenario.scenario import Scenario

QUIET_DAYS = 5.0  # a message that repeats is told again after so long


@dataclass(frozen=True)
class Told:
    """One line of the story, with the events behind it."""

    hour: float
    when: str
    text: str
    events: tuple[Event, ...]

    def __str__(self) -> str:
        return f"{self.when}  {self.text}"


def sentence(names: Names, event: Event) -> str | None:
    """An event in words, whatever came before; None for the kinds that go without saying."""
    phrase = PHRASES.get(event.kind)
    return phrase(names, event) if phrase else None


def line(event: Event, scenario: Scenario) -> str | None:
    """The dated line of one event, or None where it goes without saying.

    It knows nothing of what came before: use `Narrator` to tell a war without repetition.
    """
    names = Names(scenario)
    text = sentence(names, event)
    return None if text is None else f"{moment(event.hour, names.start)}  {capital(text)}"


class Narrator:
    """Tells a war as it unfolds, leaving out what its reader has heard already.

    Of each truce it tells the first incident, and the first accusation of each side; answers to
    an offer are told together; signatures are told once, by the agreement that they make.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.names = Names(scenario)
        self._told: dict[tuple[str, ...], float] = {}
        self._truce: dict[str, int] = {}
        self._in_force: dict[str, float] = {}
        self._signed: dict[str, float] = {}
        self._halted: dict[str, int] = {}
        self._answers: list[Event] = []
        self._offers: dict[tuple[str, str], str] = {}
        self._introduced: set[str] = set()

    def tell(self, event: Event) -> list[Told]:
        """The lines that this event makes: often none, sometimes also one held back before."""
        if event.kind == "response":
            flushed = [] if self._same_offer(event) else self.rest()
            self._answers.append(event)
            return flushed
        signed = event.kind == "signed" and bool(self._answers)
        behind = tuple(self._answers) if signed else ()
        lines = [] if signed else self.rest()
        if signed:
            self._answers = []
        self._remember(event)
        text = self._text(event) if self._is_news(event) else None
        if text is not None:
            lines.append(self._line(event.hour, text, (*behind, event)))
        return lines

    def rest(self) -> list[Told]:
        """What was held back: call it when the war is over."""
        answers, self._answers = self._answers, []
        if not answers:
            return []
        text = self._answered(answers)
        return [self._line(answers[-1].hour, text, tuple(answers))]

    def _answered(self, answers: list[Event]) -> str:
        """Who would sign and who refuses."""
        names = self.names
        yes = [names.the(one.actor) for one in answers if one.value > 0.0]
        no = [names.the(one.actor) for one in answers if one.value <= 0.0]
        told = {"yes": listed(yes), "no": listed(no), "broker": names.the(answers[0].target)}
        if not no:
            return ngettext(
                "{yes} would sign (proposal of {broker}).",
                "{yes} would sign (proposal of {broker}).",
                len(yes),
                **told,
            )
        if not yes:
            return ngettext(
                "{no} refuses (proposal of {broker}).",
                "{no} refuse (proposal of {broker}).",
                len(no),
                **told,
            )
        return _("{yes} would sign; {no} refuses (proposal of {broker}).", **told)

    def _line(self, hour: float, text: str, events: tuple[Event, ...]) -> Told:
        text = capital(self.names.introduced(text, self._introduced))
        return Told(hour, moment(hour, self.names.start), text, events)

    def _same_offer(self, event: Event) -> bool:
        if not self._answers:
            return True
        last = self._answers[-1]
        actors = {one.actor for one in self._answers}
        return (last.front, last.tick) == (event.front, event.tick) and event.actor not in actors

    def _remember(self, event: Event) -> None:
        if event.kind == "in_force":
            self._in_force[event.front] = event.hour
        if event.kind == "halt":
            self._halted[event.front] = event.tick
        if event.kind == "signed":
            self._signed[event.front] = event.hour
        if event.kind in ("in_force", "signed"):
            self._truce[event.front] = int(event.value)

    def _text(self, event: Event) -> str | None:
        text = sentence(self.names, event)
        if text is None:
            return None
        if event.kind == "offer":
            return self._offer(event, text)
        if event.kind == "signed" and self._halted.get(event.front) == event.tick:
            return _("This halt counts as {truce}.", truce=self.names.truce(event))
        if event.kind != "incident" or event.front not in self._in_force:
            return text
        return incident(self.names, event, event.hour - self._in_force[event.front])

    def _offer(self, event: Event, text: str) -> str:
        """The offer, or only that it is made again."""
        mode = int(event.terms.get("mode", 0.0))
        what = "" if mode == UNILATERAL else what_is_offered(self.names, event)
        whose = (event.front, event.actor)
        again = bool(what) and self._offers.get(whose) == what
        self._offers[whose] = what
        if not again:
            return text
        broker = self.names.the_broker(event.actor, event.target)
        return _("{broker} makes the same proposal again.", broker=broker)

    def _is_news(self, event: Event) -> bool:
        """Whether the reader has not heard this, or not for some days."""
        key = self._key(event)
        if key is None:
            return event.kind != "in_force" or event.hour > self._signed.get(event.front, -1.0)
        last = self._told.get(key)
        once = key[0] in ("incident", "accusation", "conduct")
        if last is not None and (once or event.hour - last < 24.0 * QUIET_DAYS):
            return False
        self._told[key] = event.hour
        return True

    def _key(self, event: Event) -> tuple[str, ...] | None:
        """Events with one key say the same; None for what is always told."""
        truce = f"{event.front} {self._truce.get(event.front, -1)}"
        if event.kind == "incident":
            return "incident", truce
        if event.kind in ("accusation", "conduct") and (
            event.kind == "accusation" or event.value <= 0.0
        ):
            return event.kind, truce, event.actor
        if event.kind == "verdict":
            return event.kind, truce, event.actor, event.target
        if event.kind == "ripe":
            return event.kind, event.front, str(event.value)
        if event.kind == "talks":
            return event.kind, event.front, event.actor, str(event.value)
        if event.kind == "advice":
            return event.kind, event.actor, str(event.terms.get("credible", 0.0) > 0.0)
        if event.kind == "forum_shopping":
            return event.kind, event.actor, event.target
        return None


def tell(events: Iterable[Event], scenario: Scenario) -> Iterator[Told]:
    """The lines of a war with the events behind each, in the order in which they happened."""
    narrator = Narrator(scenario)
    for event in sorted(events, key=lambda one: (one.tick, one.hour)):
        yield from narrator.tell(event)
    yield from narrator.rest()


def story(events: Iterable[Event], scenario: Scenario) -> list[str]:
    """A war as dated lines, what the reader must know first (counterfactual, fictional) on top."""
    known = list(events)
    first = labels(scenario, acted(scenario, known))
    return [*first, *(str(told) for told in tell(known, scenario))]


def closing(scenario: Scenario, run: Mapping[str, Any]) -> str:
    """The closing paragraph: the outcome, what it cost, and what it does not say.

    `run` is the war's row of the table `runs`.
    """
    return " ".join((*labels(scenario)[:1], *result(scenario, run), _(CAUTION)))
