"""Checks of fronts, their positions, and other issues."""

from collections.abc import Collection, Iterator

from sim.scenario.checks.common import nobody
from sim.scenario.errors import Finding, Keys, did_you_mean, one_of
from sim.scenario.keys import show
from sim.scenario.schema import Case, Front, Position


def fronts_and_issues(case: Case) -> Iterator[Finding]:
    """What is fought over."""
    if not case.fronts:
        yield Finding(("fronts",), "a war needs a front", "none", "one or more")
    for identity, front in case.fronts.items():
        keys = ("fronts", identity)
        strangers = list(_parties(keys, front, case))
        yield from strangers
        if strangers:
            continue
        if isinstance(front.positions, int):
            yield from _counted(keys, front, front.positions)
        else:
            yield from _named(keys, front, front.positions)
        yield from _keyed((*keys, "deaths"), front.deaths, front.parties)
        yield from _endless(keys, front, case)
        if front.truce is not None and front.truce.broker is not None:
            broker = (*keys, "truce", "broker")
            yield from nobody(broker, front.truce.broker, case.mediators, "mediator")
    yield from _issues(case)


def _parties(keys: Keys, front: Front, case: Case) -> Iterator[Finding]:
    for index, party in enumerate(front.parties):
        yield from nobody((*keys, "parties", str(index)), party, case.belligerents, "belligerent")
    if len(set(front.parties)) < 2:
        yield Finding(
            (*keys, "parties"), "a side against itself", show(front.parties[0]), "two sides"
        )


def _counted(keys: Keys, front: Front, count: int) -> Iterator[Finding]:
    if front.held is None:
        hint = f"for example held = {count // 2}"
        yield Finding(
            (*keys, "held"),
            "nothing says where the line stands",
            "nothing",
            "held = how many positions the first party holds",
            hint,
        )
    elif front.held > count:
        yield _too_many(keys, front.held, count)


def _too_many(keys: Keys, held: int, count: int) -> Finding:
    allowed = f"0 to {count}"
    return Finding((*keys, "held"), "more held than there are positions", show(held), allowed)


def _named(keys: Keys, front: Front, positions: list[Position]) -> Iterator[Finding]:
    if not positions:
        yield Finding((*keys, "positions"), "no positions", "an empty list", "one or more")
        return
    yield from _line(keys, front, positions)
    for place in positions:
        at = (*keys, "positions", place.id)
        if place.holder is not None and place.holder not in front.parties:
            hint = did_you_mean(place.holder, front.parties)
            yield Finding(
                (*at, "holder"),
                "held by none of the front's parties",
                show(place.holder),
                one_of(front.parties),
                hint,
            )
        yield from _keyed((*at, "worth"), place.worth, front.parties)
    total = sum(place.share for place in positions)
    if total > 1.0 + 1e-6 or total <= 0.0:
        yield Finding(
            (*keys, "positions"),
            "shares do not fit one land",
            f"a sum of {total:.6g}",
            "a sum above 0 and at most 1",
        )
    for party in front.parties:
        stated = [place.worth[party] for place in positions if party in place.worth]
        if len(stated) == len(positions) and sum(stated) == 0.0:
            yield Finding(
                (*keys, "positions"),
                f"nothing here is worth anything to {party}",
                "only 0",
                "a worth above 0 somewhere",
            )


def _line(keys: Keys, front: Front, positions: list[Position]) -> Iterator[Finding]:
    """Where the line stands: by `held`, or by holders in order, never both."""
    held = [place for place in positions if place.holder is not None]
    if front.held is not None:
        if held:
            yield Finding(
                (*keys, "held"),
                "the line is given twice",
                f"held and holder of {held[0].id}",
                "held, or a holder for each position",
            )
        elif front.held > len(positions):
            yield _too_many(keys, front.held, len(positions))
        return
    for place in positions:
        if place.holder is None:
            yield Finding(
                (*keys, "positions", place.id, "holder"),
                "nothing says who holds it",
                "nothing",
                one_of(front.parties),
                "or state held for the whole front",
            )
    before = None
    for place in held:
        if before is not None and before.holder == front.parties[1] != place.holder:
            yield Finding(
                (*keys, "positions", place.id, "holder"),
                "positions out of order",
                f"{place.id}, held by {place.holder}, after {before.id}, held by {before.holder}",
                "from the first party's rear to the second party's rear",
                f"list what {front.parties[0]} holds first, or swap the parties",
            )
        before = place


def _keyed(keys: Keys, table: Collection[str], allowed: list[str]) -> Iterator[Finding]:
    for name in table:
        if name not in allowed:
            hint = did_you_mean(name, allowed)
            yield Finding(
                (*keys, name), "not a party of this front", show(name), one_of(allowed), hint
            )


def _endless(keys: Keys, front: Front, case: Case) -> Iterator[Finding]:
    """Between two walls a side that never expects war to stop has no value of war."""
    if front.ends.first == "decision" or front.ends.second == "decision":
        return
    for party in front.parties:
        side = case.belligerents.get(party)
        if side is not None and side.patience_days == 0.0 and case.mechanisms.agreements:
            yield Finding(
                ("belligerents", party, "patience_days"),
                "a war without any end",
                "0",
                f"above 0, because both ends of {keys[1]} are walls",
                "or make one end of the front a decision",
            )


def _issues(case: Case) -> Iterator[Finding]:
    for identity, issue in case.issues.items():
        keys = ("issues", identity)
        yield from nobody((*keys, "front"), issue.front, case.fronts, "front")
        front = case.fronts.get(issue.front)
        if front is not None and not list(_parties(keys, front, case)):
            yield from _keyed((*keys, "worth"), issue.worth, front.parties)
