"""A replay made small enough for one file: what is least missed goes first, and is owned up to."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sim.language import _, number
from sim.report.embed import script_json

Data = dict[str, Any]
Item = TypeVar("Item")
ROOMY = 0.97  # of the room there is: items differ in length
TRIES = 4
BY_DAY = ("deaths", "admitted")
BY_DAY_OF_FRONT = ("range", "beliefs")


class Fitted(NamedTuple):
    """A replay that fits, and sentences on what was left out of it."""

    data: Data
    left_out: list[str]


class Cut(NamedTuple):
    """One way to make a replay smaller.

    Attributes:
        part: what of the replay it thins out.
        thin: the replay with so large a share of that part, evenly over the war.
        count: how many there are of it.
        told: a sentence with `{gone}` and `{all}`.
    """

    part: Callable[[Data], Any]
    thin: Callable[[Data, float], Data]
    count: Callable[[Data], int]
    told: Callable[[int, int], str]


def fitted(data: Data, room: int) -> Fitted:
    """A replay in no more than so many bytes of JSON, if that can be had.

    First to go are the reasons of decisions that the story does not mention, then of those that
    it does, days, contacts, lines of the story, at last moves, offers and truces. All of it is
    thinned out evenly, so that no time of the war stays without.
    """
    left_out: list[str] = []
    for cut in CUTS:
        before, share = cut.count(data), 1.0
        whole, part = data, size(cut.part(data))
        for _try in range(TRIES):
            excess = size(data) - room
            if excess <= 0:
                break
            share = max(0.0, ROOMY * (share - excess / max(1, part)))
            data = cut.thin(whole, share)
        gone = before - cut.count(data)
        if gone:
            left_out.append(cut.told(gone, before))
    return Fitted(data, left_out)


def size(value: Any) -> int:
    """Bytes that a value takes in the page."""
    return len(script_json(value).encode())


def evenly(items: Sequence[Item], share: float, least: int = 0) -> list[Item]:
    """A share of some items, the first and the last among them, evenly between."""
    count = min(len(items), max(least, int(share * len(items))))
    if count < 2:
        return list(items[len(items) - count :])
    return [items[round(k * (len(items) - 1) / (count - 1))] for k in range(count)]


def _in_story(data: Data) -> set[int]:
    return {place for line in data["story"] for place in line[3]}


def _aside(data: Data) -> list[int]:
    told = _in_story(data)
    return [place for place in range(len(data["whys"])) if place not in told]


def _accounts(data: Data, places: Iterable[int]) -> list[Any]:
    """Accounts with the lines of the decisions that they belong to."""
    return [(data["whys"][place], data["decisions"][place]) for place in places]


def _only(data: Data, kept: set[int]) -> Data:
    """A replay with some of its accounts, which get new places."""
    new = {old: k for k, old in enumerate(sorted(kept))}

    def moved(lines: list[list[Any]]) -> list[list[Any]]:
        return [[*line[:3], [new[place] for place in line[3] if place in new]] for line in lines]

    return {
        **data,
        "whys": [data["whys"][place] for place in new],
        "decisions": moved([data["decisions"][place] for place in new]),
        "story": moved(data["story"]),
    }


def _fewer_aside(data: Data, share: float) -> Data:
    return _only(data, _in_story(data) | set(evenly(_aside(data), share)))


def _fewer_reasons(data: Data, share: float) -> Data:
    return _only(data, set(evenly(range(len(data["whys"])), share)))


def _values(data: Data) -> list[Any]:
    return [
        *(data[name] for name in BY_DAY),
        *(front[name] for front in data["fronts"] for name in BY_DAY_OF_FRONT),
    ]


def _fewer_days(data: Data, share: float) -> Data:
    """Values every few days: as many for each curve, the last of them at the end of the war."""
    days = len(data["deaths"][0])
    count = min(days, max(2, int(share * days)))

    def some(series: list[Any]) -> list[Any]:
        return [series[round((k + 1) * days / count) - 1] for k in range(count)]

    def front(one: Data) -> Data:
        beliefs = [some(series) for series in one["beliefs"]]
        return {**one, "range": some(one["range"]), "beliefs": beliefs}

    return {
        **data,
        "every": days / max(1, count),
        **{name: [some(series) for series in data[name]] for name in BY_DAY},
        "fronts": [front(one) for one in data["fronts"]],
    }


def _fewer_contacts(data: Data, share: float) -> Data:
    return {**data, "contacts": evenly(data["contacts"], share)}


def _fewer_lines(data: Data, share: float) -> Data:
    return {**data, "story": evenly(data["story"], share, 2)}


MOVES = ("steps", "offers", "truces")


def _moves(data: Data) -> list[Any]:
    return [data["mediations"], *(front[name] for front in data["fronts"] for name in MOVES)]


def _fewer_moves(data: Data, share: float) -> Data:
    def front(one: Data) -> Data:
        return {**one, **{name: evenly(one[name], share, 2) for name in MOVES}}

    return {
        **data,
        "mediations": evenly(data["mediations"], share),
        "fronts": [front(one) for one in data["fronts"]],
    }


def _n(count: int) -> str:
    return number(count)


CUTS = (
    Cut(
        lambda data: _accounts(data, _aside(data)), _fewer_aside, lambda data: len(data["whys"]),
        lambda gone, of: _(
            "{gone} of {all} decisions, none of them in the story", gone=_n(gone), all=_n(of)
        ),
    ),
    Cut(
        lambda data: _accounts(data, range(len(data["whys"]))), _fewer_reasons,
        lambda data: len(data["whys"]),
        lambda gone, of: _(
            "the reasons of {gone} of {all} decisions in the story", gone=_n(gone), all=_n(of)
        ),
    ),
    Cut(
        _values, _fewer_days, lambda data: len(data["deaths"][0]),
        lambda gone, of: _(
            "the curves’ values of {gone} of {all} days", gone=_n(gone), all=_n(of)
        ),
    ),
    Cut(
        lambda data: data["contacts"], _fewer_contacts, lambda data: len(data["contacts"]),
        lambda gone, of: _(
            "{gone} of {all} contacts in the network", gone=_n(gone), all=_n(of)
        ),
    ),
    Cut(
        lambda data: data["story"], _fewer_lines, lambda data: len(data["story"]),
        lambda gone, of: _("{gone} of {all} lines of the story", gone=_n(gone), all=_n(of)),
    ),
    Cut(
        _moves, _fewer_moves, lambda data: sum(map(len, _moves(data))),
        lambda gone, of: _(
            "{gone} of {all} moves of the line, offers, truces and mediations",
            gone=_n(gone), all=_n(of),
        ),
    ),
)  # fmt: skip
