"""Who is tied to whom and who talks with whom, hour by hour, for the replay."""

from collections.abc import Iterable
from typing import Any

from sim.kernel.log import DIRECT_TALKS
from sim.records.events import Event
from sim.report.figures.ties import leverage
from sim.report.war import War

Row = list[Any]


def actors(war: War) -> list[dict[str, str]]:
    """Belligerents, mediators and states; other tables name an actor by its place in this list."""
    case = war.scenario.case
    groups: dict[str, Iterable[str]] = {
        "side": case.belligerents,
        "mediator": case.mediators,
        "state": case.states,
    }
    return [
        {
            "id": id_,
            "group": group,
            "name": war.names.actor(id_),
            "full": war.names.full(id_),
            "colour": war.colours[id_],
        }
        for group, members in groups.items()
        for id_ in members
    ]


def network(war: War, place: dict[str, int]) -> dict[str, list[Row]]:
    """Ties by number of actor: `ties` (state, side, leverage, trust), `rivals`, `members`."""
    case = war.scenario.case
    ties: list[Row] = []
    rivals: list[Row] = []
    for id_, state in case.states.items():
        for other, tie in state.ties.items():
            if other in case.belligerents:
                force = leverage(tie.trade, tie.arms)
                ties.append([place[id_], place[other], round(force, 3), tie.trust])
            elif other in case.states and tie.rivalry > 0.0:
                rivals.append([place[id_], place[other], tie.rivalry])
    members = [
        [place[id_], place[state], member.role]
        for id_, mediator in case.mediators.items()
        for state, member in mediator.members.items()
        if state in place
    ]
    return {"ties": ties, "rivals": rivals, "members": members}


def mediations(war: War, place: dict[str, int]) -> list[Row]:
    """When mediators were at it: (mediator, state that acts or -1, sides, from, to) [hours]."""
    rows: list[Row] = []
    open_: dict[tuple[str, str], Row] = {}
    for event in war.events:
        key = (event.actor, event.front)
        if event.kind == "initiative":
            sides = [place[side] for side in war.names.parties(event.front)]
            acting = place.get(event.target, -1)
            open_[key] = [place[event.actor], acting, sides, event.hour, war.last_hour]
            rows.append(open_[key])
        elif event.kind == "leaves" and key in open_:
            open_.pop(key)[4] = event.hour
    return rows


def contacts(war: War, place: dict[str, int]) -> list[Row]:
    """What passed between two actors: (hour, what, from, to), in the order of the hours.

    `what` is `talks`, `away` (a side stays away from talks), `offer`, `yes`, `no`, `believed`,
    `doubted` (advice) or `joins`.
    """
    rows: list[Row] = []
    for event in war.events:
        for what, one, other in _passed(war, event):
            if one in place and other in place:
                rows.append([event.hour, what, place[one], place[other]])
    return rows


def _passed(war: War, event: Event) -> list[tuple[str, str, str]]:
    kind, actor, target = event.kind, event.actor, event.target
    if kind == "talks":
        came = (event.terms["first_attends"], event.terms["second_attends"])
        sides = zip(war.names.parties(event.front), came, strict=True)
        return [("talks" if there > 0.0 else "away", side, actor) for side, there in sides]
    if kind == "offer":
        if actor in war.sides:
            other = target if int(event.terms["mode"]) == DIRECT_TALKS else ""
            return [("offer", actor, other)]
        return [("offer", actor, side) for side in war.names.parties(event.front)]
    if kind == "response":
        return [("yes" if event.value > 0.0 else "no", actor, target)]
    if kind == "advice":
        believed = event.terms["credible"] > 0.0
        return [("believed" if believed else "doubted", actor, target)]
    return [("joins", actor, target)] if kind == "joins" else []
