"""Parameters drawn for wars: plain data, so that a manifest or a study's state can hold them.

War r has draw r // `wars_per_draw`, and a draw depends on the seed and its number alone: neither on
the engine, nor on the workers, nor on how the wars are cut.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.scenario.addresses import value_at
from sim.scenario.points import at_point
from sim.scenario.scenario import Scenario

PRIOR, FITTED = "prior", "fitted"
PURPOSE = 201  # keeps these draws apart from all others under the same seed
MOST_AT_ONCE = 200  # wars of a piece: Ctrl-C is heard between pieces


@dataclass(frozen=True)
class Draws:
    """Where the parameters of wars come from.

    Attributes:
        way: `prior`: evenly from ranges; `fitted`: whole particles of a posterior, by weight.
        source: the scenario whose ranges they are, or the file of the posterior.
        seed: of the draws.
        wars_per_draw: consecutive wars that share a draw.
        addresses: what is drawn.
        stated: what the base states there; one that states something else keeps it.
        rows: of a prior, the low ends and the high ends; of a fit, its particles.
        weights: of the particles; they add up to 1.
    """

    way: str
    source: str
    seed: int
    wars_per_draw: int
    addresses: tuple[str, ...]
    stated: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...] = ()

    @property
    def words(self) -> str:
        """Where they come from, for a page."""
        numbers = f"{len(self.addresses)} numbers drawn from"
        source = "the ranges of" if self.way == PRIOR else "the posterior"
        each = "each war" if self.wars_per_draw == 1 else f"every {self.wars_per_draw} wars"
        return f"{each} with {numbers} {source} {self.source}"

    def number(self, war: int) -> int:
        """Number of the draw of a war."""
        return war // self.wars_per_draw

    def numbers(self, count: int) -> NDArray[np.int64]:
        """Numbers of the draws of wars 0 to `count` - 1."""
        return np.arange(count, dtype=np.int64) // self.wars_per_draw

    def draw(self, number: int) -> dict[str, float]:
        """Address -> value of draw `number`."""
        chance = np.random.default_rng(np.random.SeedSequence((self.seed, PURPOSE, number)))
        if self.way == PRIOR:
            found = [float(chance.uniform(low, high)) for low, high in zip(*self.rows, strict=True)]
        else:
            found = list(self.rows[int(chance.choice(len(self.rows), p=np.array(self.weights)))])
        return dict(zip(self.addresses, found, strict=True))

    def point(self, scenario: Scenario, war: int) -> dict[str, float]:
        """What is drawn for a war of a scenario: neither what was set in it nor what it states
        otherwise than the base."""
        stated = dict(zip(self.addresses, self.stated, strict=True))
        return {
            address: value
            for address, value in self.draw(self.number(war)).items()
            if address not in scenario.overrides
            and value_at(scenario.case, address) == stated[address]
        }

    def within(self, scenario: Scenario, war: int) -> Scenario:
        """A scenario as a war is fought in it.

        Raises:
            ScenarioError: when it cannot be fought with what was drawn.
        """
        point = self.point(scenario, war)
        return replace(at_point(scenario, point), overrides=scenario.overrides, drawn=point)

    def pieces(self, first: int, count: int) -> Iterator[tuple[int, int]]:
        """First war and number of wars of pieces that have one draw each, in order."""
        last = first + count
        while first < last:
            ahead = self.wars_per_draw - first % self.wars_per_draw
            size = min(ahead, last - first, MOST_AT_ONCE)
            yield first, size
            first += size

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def draws_from(stated: Mapping[str, Any] | None) -> Draws | None:
    """The draws that a manifest or a state holds; None where it holds none.

    Raises:
        KeyError, TypeError, ValueError: when it is damaged.
    """
    if stated is None:
        return None
    found = Draws(
        str(stated["way"]), str(stated["source"]), int(stated["seed"]),
        int(stated["wars_per_draw"]), tuple(stated["addresses"]), tuple(stated["stated"]),
        tuple(tuple(row) for row in stated["rows"]), tuple(stated["weights"]),
    )  # fmt: skip
    widths = {len(row) for row in (found.stated, *found.rows)}
    rows = 2 if found.way == PRIOR else len(found.weights)
    if widths != {len(found.addresses)} or found.wars_per_draw < 1 or len(found.rows) != rows:
        raise ValueError("draws of parameters are damaged")
    return found
