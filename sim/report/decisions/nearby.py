"""What stands beside a decision in the record: the offer it answers, the forum it avoids."""

from collections.abc import Sequence

from sim.records.events import Event


def offer_answered(events: Sequence[Event], event: Event) -> Event | None:
    """The offer that a response answers: the last one before it on its front, in its step."""
    for one in reversed(events[: event.index]):
        if one.tick != event.tick:
            return None
        if one.kind == "offer" and one.front == event.front:
            return one
    return None


def forum_avoided(events: Sequence[Event], event: Event) -> str:
    """The id of the mediator whose talks a side stays away from, empty where it is not known."""
    behind = events[event.index + 1 : event.index + 2]
    if behind and behind[0].kind == "forum_shopping" and behind[0].actor == event.actor:
        return behind[0].target
    return ""
