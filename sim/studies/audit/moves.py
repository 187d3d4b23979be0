"""What an audit moves: every number, switch and choice of a scenario, and between which values."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from sim.kernel.world import MECHANISMS
from sim.scenario.addresses import numbers, values
from sim.scenario.errors import Keys
from sim.scenario.keys import spell, split
from sim.scenario.scenario import Scenario
from sim.scenario.schema.fronts import Lever
from sim.scenario.shape import choices, expected, whole
from sim.studies.audit.bounds import assumed_range, ends, whole_ends
from sim.studies.study import Range, Study, Value
from sim.studies.varying import as_kind

Basis = Literal["lever", "range", "assumed", "choice", "mechanism"]

# How a war is named, cut and followed says nothing about the world; events keep their kind.
NOT_MOVED = ("name", "counterfactual", "kind")
OF_THE_HEADING = ("scenario", "initiatives")


class Move(NamedTuple):
    """A parameter and the values between which it is moved.

    Attributes:
        address: where it stands. label: the same, and which item of a list is left out.
        basis: `lever`: the ends that the file gives, or its values; `range`: the 5 % and the 95 %
            value of the file's range; `assumed`: of half of the value to either side; `choice`:
            all alternatives; `mechanism`: its switch.
        arms: the values, the first held against each other one.
        stated: the scenario's own value.
    """

    address: str
    label: str
    basis: Basis
    arms: tuple[Any, ...]
    stated: Any

    @property
    def claimed(self) -> bool:
        """Whether the file says that it matters: a lever, or a number with a range."""
        return self.basis in ("lever", "range")


def moves(scenario: Scenario) -> list[Move]:
    """Levers first, then numbers with a range, then everything else that may take other values."""
    case = scenario.case
    known = values(case)
    found = claimed_moves(scenario)
    taken = {move.address for move in found}
    numbered = {split(address): number for address, number in numbers(case).items()}
    for address, value in known.items():
        if address not in taken:
            found += _other(scenario, address, value, numbered)
    return found


def claimed_moves(scenario: Scenario) -> list[Move]:
    """Levers and numbers with a range alone: what the file says matters."""
    case, known = scenario.case, values(scenario.case)
    found = [_lever(address, lever, known.get(address)) for address, lever in case.levers.items()]
    return found + [
        _number(address, "range", bounds, known[address])
        for address, bounds in scenario.uncertainties.items()
    ]


def varied_moves(study: Study) -> list[Move]:
    """What a study varies, between all of its values or the ends of its range."""
    known = values(study.scenario.case)
    found = []
    for address, options in study.vary.items():
        arms = (options.low, options.high) if isinstance(options, Range) else options
        distinct = tuple(as_kind(address, value) for value in dict.fromkeys(arms))
        if len(distinct) > 1:
            found.append(Move(address, address, "lever", distinct, known.get(address)))
    return found


def middle(study: Study) -> dict[str, Value]:
    """Each address of a study at the middle of its range, or at the middle one of its values."""
    found: dict[str, Value] = {}
    for address, options in study.vary.items():
        if isinstance(options, Range):
            found[address] = as_kind(address, (options.low + options.high) / 2.0)
        else:
            found[address] = as_kind(address, options[len(options) // 2])
    return found


def switches(scenario: Scenario) -> list[Move]:
    """Each mechanism, turned over."""
    on = scenario.case.mechanisms
    found = []
    for name in MECHANISMS:
        stated = bool(getattr(on, name))
        address = f"mechanisms.{name}"
        found.append(Move(address, address, "mechanism", (stated, not stated), stated))
    return found


def _lever(address: str, lever: Lever, stated: Any) -> Move:
    if lever.values is not None:
        return Move(address, address, "lever", tuple(lever.values), stated)
    assert lever.low is not None  # the schema's checks want both, or values
    assert lever.high is not None
    arms = (lever.low, lever.high)  # a lever is chosen: its ends count, `off` among them
    if whole(address):
        arms = (round(lever.low), round(lever.high))
    return Move(address, address, "lever", arms, stated)


def _number(address: str, basis: Basis, bounds: tuple[float, float], stated: Any) -> Move:
    arms = whole_ends(*bounds) if whole(address) else ends(*bounds)
    return Move(address, address, basis, arms, stated)


def _other(
    scenario: Scenario, address: str, value: Any, numbered: Mapping[Keys, float]
) -> Iterator[Move]:
    keys = split(address)
    if keys[0] == "mechanisms" or (keys[0] == "scenario" and keys != OF_THE_HEADING):
        return
    if keys[-1] in NOT_MOVED:
        return
    if isinstance(value, bool):
        yield Move(address, address, "choice", (value, not value), value)
    elif isinstance(value, int | float):
        bounds = assumed_range(keys, float(value), numbered)
        yield _number(address, "assumed", bounds, value)
    elif isinstance(value, str) and (words := choices(keys)):
        if _in_list(keys):
            yield _left_out(scenario, keys, value)
        else:
            rest = (word for word in words if word != value)
            yield Move(address, address, "choice", (value, *rest), value)


def _in_list(keys: Keys) -> bool:
    """Whether an address is that of a plain item of a list."""
    return any(
        get_origin(kind) is list and get_origin(get_args(kind)[0]) is Literal
        for kind, _ in expected(keys[:-1])
    )


def _left_out(scenario: Scenario, keys: Keys, word: str) -> Move:
    """A word of a list, there or left out."""
    known = values(scenario.case)
    head = keys[:-1]
    items = [item for address, item in known.items() if split(address)[:-1] == head]
    rest = [item for item in items if item != word]
    address = spell(head)
    return Move(address, f"{address}: {word}", "choice", (items, rest), items)
