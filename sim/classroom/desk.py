"""What a request is about: from its words to scenarios, wars and branches."""

import dataclasses
import threading
from collections import OrderedDict
from typing import Any, NamedTuple

from sim.classroom.answers import UNKNOWN, UNUSABLE, Refusal, encoded
from sim.classroom.asked import BranchAsked, Difference, WarAsked
from sim.classroom.branching import Parting, ends, part, parted_hour
from sim.classroom.describing import seed_for_browser
from sim.classroom.engine import Engine
from sim.classroom.library import Library
from sim.classroom.limits import UPLOAD_BYTES
from sim.classroom.uploads import uploaded
from sim.classroom.variants import GONE, Variant, stated, vary
from sim.classroom.wars import Kept, fought, written
from sim.language import _, spoken
from sim.report.names import own_words
from sim.scenario.keys import split
from sim.scenario.scenario import Scenario

UPLOADS_EACH, UPLOADS_IN_ALL = 8, 400
PREFIX = "upload-"


class Fight(NamedTuple):
    """A war that was asked for: what is fought, under which luck."""

    variant: Variant
    seed: int
    replicate: int

    @property
    def luck(self) -> tuple[int, int]:
        """Seed and replicate."""
        return self.seed, self.replicate


class Desk:
    """Scenarios, those that come along and those that sessions brought, and wars fought before."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.library = Library()
        self.kept = Kept()
        self._uploads: OrderedDict[tuple[str, str], Scenario] = OrderedDict()
        self._lock = threading.Lock()

    def scenario(self, name: str, token: str) -> Scenario:
        """A scenario by id, as a session knows it.

        Raises:
            Refusal, ScenarioError: it knows none of that id.
        """
        if not name.startswith(PREFIX):
            return self.library.scenario(name)
        with self._lock:
            scenario = self._uploads.get((token, name))
        if scenario is None:
            raise Refusal(
                UNKNOWN, "no scenario has this id", address="scenario", found=name,
                hint="bring the file again: it is kept for one browser, until the server ends",
            )  # fmt: skip
        return scenario

    def upload(self, text: str, token: str) -> str:
        """Take a session's own scenario file; returns the id it is known by."""
        if len(text.encode("utf-8", "replace")) > UPLOAD_BYTES:
            raise Refusal(413, "the file is too large", allowed=f"{UPLOAD_BYTES:,} bytes")
        name, scenario = uploaded(text, self.library)
        with self._lock:
            self._uploads[token, PREFIX + name] = scenario
            self._uploads.move_to_end((token, PREFIX + name))
            mine = [key for key in self._uploads if key[0] == token]
            for key in mine[:-UPLOADS_EACH]:
                del self._uploads[key]
            while len(self._uploads) > UPLOADS_IN_ALL:
                self._uploads.popitem(last=False)
        return PREFIX + name

    def fight(self, message: WarAsked, token: str) -> Fight:
        """What a message asks to fight."""
        return self.fight_of(self.scenario(message.scenario, token), message)

    def fight_of(self, base: Scenario, message: WarAsked) -> Fight:
        """The same of a scenario that is at hand."""
        variant = self.vary(base, message)
        seed = base.case.scenario.seed if message.seed is None else message.seed
        return Fight(variant, seed, message.replicate)

    def vary(self, base: Scenario, difference: Difference) -> Variant:
        """A scenario with a difference."""
        added = [self.library.addition(one.mediator, one.origin) for one in difference.add]
        return vary(base, difference.changes, difference.remove, added)

    def war(self, message: WarAsked, token: str) -> bytes:
        """The answer to `POST /api/war`."""
        fight = self.fight(message, token)
        heading = {
            "different": different(fight.variant),
            "scenario": {
                "id": message.scenario,
                "name": own_words(fight.variant.scenario.case.scenario.name),
            },
            "seed": seed_for_browser(fight.seed),
            "replicate": fight.replicate,
            "remove": list(message.remove),
            "add": [one.as_dict() for one in message.add],
        }
        return joined({"war": self.war_json(fight)}, heading)

    def war_json(self, fight: Fight) -> bytes:
        """A war as JSON, from those fought before if it is there."""

        def make() -> bytes:
            return written(fought(self.engine, fight.variant.scenario, *fight.luck))

        return self.kept.get(key_of(fight), make)

    def parting(self, message: BranchAsked, fight: Fight) -> tuple[Parting, Variant]:
        """A war at the moment of a message, ready to go on twice; and its second scenario."""
        variant, then = fight.variant, message.then
        leaving = tuple(name for name in map(_mediator, then.remove) if name)
        for name in leaving:
            if name not in variant.scenario.case.mediators:
                raise Refusal(
                    UNUSABLE, "no such mediator", address="then.remove", found=name,
                    allowed=", ".join(variant.scenario.case.mediators),
                )  # fmt: skip
        rest = then.model_copy(update={"remove": [a for a in then.remove if not _mediator(a)]})
        second = self.vary(variant.scenario, rest)
        said = dict.fromkeys((f"mediators.{name}" for name in leaving), GONE)
        shown = dataclasses.replace(second.scenario, overrides=second.scenario.overrides | said)
        second = second._replace(scenario=shown, removed=(*second.removed, *said))
        parting = part(self.engine, variant, second, leaving, fight.luck, message.at_hour)
        return parting, second

    def branch(self, message: BranchAsked, token: str) -> bytes:
        """The answer to `POST /api/branch`."""
        fight = self.fight(message, token)
        parting, second = self.parting(message, fight)
        first, other = ends(self.engine, parting, fight.luck)
        heading = {
            "at_hour": parting.base.hour,
            "parted_hour": parted_hour(first, other),
            "different": different(second),
            "seed": seed_for_browser(fight.seed),
            "replicate": fight.replicate,
        }
        return joined({"base": self.war_json(fight), "branch": written(other)}, heading)


def key_of(fight: Fight) -> str:
    """What tells one war from all others."""
    variant = fight.variant
    parts = (
        variant.base.id, hash(variant.base.text), sorted(variant.changes.items(), key=str),
        variant.removed, [(one.id, one.origin) for one in variant.added], fight.luck,
        spoken(),
    )  # fmt: skip
    return repr(parts)


def different(variant: Variant) -> list[dict[str, Any]]:
    """What differs from the file, for the page to show, in the language spoken."""
    base = variant.base
    rows = [
        {"address": address, "file": plainly(stated(base, address)), "now": plainly(value)}
        for address, value in variant.changes.items()
    ]
    rows += [
        {"address": address, "file": _("there"), "now": _("taken away")}
        for address in variant.removed
    ]
    rows += [
        {
            "address": f"mediators.{one.id}",
            "file": _("not there"),
            "now": _("added, as in {scenario}", scenario=one.origin),
        }
        for one in variant.added
    ]
    return rows


def plainly(value: Any) -> Any:
    """A value as JSON has it: dates as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def joined(documents: dict[str, bytes], heading: dict[str, Any]) -> bytes:
    """JSON documents and a few more entries as one JSON object."""
    parts = [b'"%s":%s' % (name.encode(), text) for name, text in documents.items()]
    return b"{" + b",".join([*parts, encoded(heading)[1:-1]]) + b"}"


def _mediator(address: str) -> str:
    """The id of the mediator that an address names as a whole, else nothing."""
    keys = split(address)
    return keys[1] if len(keys) == 2 and keys[0] == "mediators" else ""
