"""Who is called what: names of actors, fronts, places and truces, safe to print on one line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from sim.language import _, article, of_file
from sim.records.events import Event
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Front


def plain(text: str) -> str:
    """A name on one line: control characters and line breaks become single spaces."""
    shown = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join("".join(shown).split())


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{most} and {last}", most=", ".join(words[:-1]), last=words[-1])


def own_words(text: str) -> str:
    """A text of a scenario's file on one line, in the language spoken if it is known there."""
    return of_file(plain(text))


class Names:
    """Names by id, as the scenario gives them, and brief ones for a story and for labels.

    A brief name leaves out what stands in brackets; the lone state behind a format stands for it.
    All are in the language that is spoken where this is made.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.case = scenario.case
        self.start = self.case.scenario.start
        groups = (self.case.belligerents, self.case.states, self.case.mediators)
        raw = {id_: plain(one.name) for group in groups for id_, one in group.items()}
        self._full = {id_: of_file(name) for id_, name in raw.items()}
        self._article = {id_: article(name) for id_, name in raw.items()}
        self._brief = self._without_brackets() | self._lone_states()

    def _without_brackets(self) -> dict[str, str]:
        cut = {id_: re.sub(r"\s*\([^()]*\)$", "", name) for id_, name in self._full.items()}
        seen = Counter(cut.values())
        return {id_: name for id_, name in cut.items() if name and seen[name] == 1}

    def _lone_states(self) -> dict[str, str]:
        lone = {}
        for id_, mediator in self.case.mediators.items():
            states = [one for one in mediator.members if one in self.case.states]
            if len(states) == 1 and self._full[id_].startswith(self._full[states[0]]):
                lone[id_] = self._full[states[0]]
                self._article[id_] = self._article[states[0]]
        return lone

    def full(self, id_: str) -> str:
        """The whole name of a belligerent, state or mediator; `nobody` for the empty id."""
        return self._full.get(id_, id_) or _("nobody")

    def actor(self, id_: str) -> str:
        """The brief name of a belligerent, state or mediator; `nobody` for the empty id."""
        return self._brief.get(id_) or self.full(id_)

    def the(self, id_: str) -> str:
        """The brief name inside a sentence, with the article that the language wants before it."""
        return f"{self._article.get(id_, '')}{self.actor(id_)}"

    def the_full(self, id_: str) -> str:
        """The whole name inside a sentence, with its article."""
        return f"{self._article.get(id_, '')}{self.full(id_)}"

    def introduced(self, text: str, known: set[str]) -> str:
        """The text with whole names where brief ones appear first; adds their ids to `known`."""
        for id_ in self.case.belligerents:
            brief, full = self.actor(id_), self.full(id_)
            if brief != full and id_ not in known and brief in text:
                known.add(id_)
                text = text.replace(brief, full, 1)
        return text

    def broker(self, mediator: str, acting: str) -> str:
        """A mediator and the state through which it acts: `Russia (OSCE Minsk Group)`."""
        return self._acting(mediator, acting, self.actor)

    def the_broker(self, mediator: str, acting: str) -> str:
        """`broker` inside a sentence, with its article."""
        return self._acting(mediator, acting, self.the)

    def _acting(self, mediator: str, acting: str, first: Callable[[str], str]) -> str:
        """Which of the two comes first is for each language; `first` is how that one is named."""
        if acting not in self.case.states or self.actor(acting) == self.actor(mediator):
            return first(mediator)
        return _(
            "{the_state} ({forum})",
            the_state=first(acting),
            the_forum=first(mediator),
            state=self.actor(acting),
            forum=self.actor(mediator),
        )

    def parties(self, front: str) -> tuple[str, str]:
        """The ids of the two sides of a front."""
        first, second = self.case.fronts[front].parties
        return first, second

    def both(self, front: str) -> str:
        """The names of the two sides of a front, inside a sentence."""
        return listed([self.the(id_) for id_ in self.parties(front)])

    def front(self, id_: str) -> str:
        """The name of a front."""
        front = self.case.fronts.get(id_)
        return own_words(front.name if front and front.name else id_)

    def on_front(self, id_: str) -> str:
        """` on the front X`, or nothing where the war has one front."""
        if len(self.case.fronts) < 2 or not id_:
            return ""
        return _(" on the front {front}", front=self.front(id_))

    def places(self, front: str) -> list[str]:
        """The names of the positions of a front, from the first party's rear."""
        return place_names(self.case.fronts[front])

    def place(self, event: Event) -> str:
        """The name of the position that an event is about."""
        names = self.places(event.front)
        index = int(event.terms.get("position", event.value))
        return names[index] if 0 <= index < len(names) else _("position {n}", n=index + 1)

    def truce(self, event: Event) -> str:
        """`truce 3`, counted from 1, with its front where there are several."""
        number, where = int(event.value) + 1, self.on_front(event.front)
        return _("truce {number}{on_front}", number=number, on_front=where)


def place_names(front: Front) -> list[str]:
    """The names of a front's positions; `position 3` for the unnamed ones, counted from 1."""
    if isinstance(front.positions, int):
        return [_("position {n}", n=k + 1) for k in range(front.positions)]
    return [own_words(position.name) for position in front.positions]


def place_shares(front: Front) -> list[float]:
    """The land of a front's positions, as shares that sum to 1."""
    if isinstance(front.positions, int):
        return [1.0 / front.positions] * front.positions
    total = sum(position.share for position in front.positions)
    if total <= 0.0:
        return [1.0 / len(front.positions)] * len(front.positions)
    return [position.share / total for position in front.positions]


def capital(text: str) -> str:
    """A sentence with a capital first letter, also where it begins with a name."""
    return f"{text[:1].upper()}{text[1:]}"
