"""Facts by name: looked for one after another, each told as soon as it is there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sim.scenario.errors import did_you_mean, one_of, refusal
from sim.studies.facts.formal import FORMAL
from sim.studies.facts.formal_fact import WARS, check_formal
from sim.studies.facts.gates import Gates, read_gates
from sim.studies.facts.result import Fact
from sim.studies.facts.stylised import STYLISED
from sim.studies.facts.stylised_fact import Found, Laboratory, check_stylised
from sim.studies.fighting import ready
from sim.studies.progress import Count, Follow, silent

GROUPS = {"formal": tuple(FORMAL), "stylised": tuple(STYLISED)}
Tell = Callable[[Fact], object]


class Looked(NamedTuple):
    """What was found, in the order of the facts.

    Attributes:
        found: of each stylised fact, what stands behind it.
    """

    facts: list[Fact]
    found: list[Found]
    gates: Gates

    @property
    def ok(self) -> bool:
        """Whether every formal fact that was looked for holds."""
        return all(one.verdict == "holds" for one in self.facts if one.kind == "formal")


def chosen(names: Sequence[str]) -> list[str]:
    """The facts that are meant, in their own order: ids, `formal`, `stylised`; nothing: all.

    Raises:
        ScenarioError: when a name is none of these.
    """
    known = {name.lower(): name for name in (*FORMAL, *STYLISED)}
    wanted: set[str] = set()
    for name in names:
        word = name.lower()
        if word in GROUPS:
            wanted |= set(GROUPS[word])
        elif word in known:
            wanted.add(known[word])
        else:
            allowed = [*GROUPS, *known.values()]
            raise refusal(
                name, "no fact has this name", found=f'"{name}"', allowed=one_of(allowed),
                hint=did_you_mean(name, allowed),
            )  # fmt: skip
    return [name for name in known.values() if name in wanted or not names]


def look_for(
    names: Sequence[str] = (),
    *,
    wars: int = WARS,
    points: int | None = None,
    tell: Tell = lambda fact: None,
    follow: Follow = silent,
) -> Looked:
    """Look for facts.

    Args:
        names: which; all by default.
        wars: of each simulated comparison of a formal fact.
        points: only the first so many points of each population, for a quick look: a verdict is
            one only with the budget of the gates.
        tell: called with each fact when it is there.
        follow: told of the count of wars of the stylised facts.
    """
    meant = chosen(names)
    stylised = [name for name in meant if name in STYLISED]
    gates = read_gates()
    count = Count(0)

    def landed(fought: int) -> None:
        count.done += fought
        follow(count)

    laboratory = Laboratory(gates, landed, points)
    count.planned = laboratory.planned(stylised)
    ready(laboratory.study("population.toml").scenario, "compiled")
    facts, found = [], []
    for name in meant:
        if name in STYLISED:
            found.append(check_stylised(name, laboratory))
            facts.append(found[-1].fact)
        else:
            facts.append(check_formal(name, wars))
        tell(facts[-1])
    count.end()
    return Looked(facts, found, gates)
