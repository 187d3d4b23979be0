"""Checks of mediators: members and roles, style, mandate, tempo, relations."""

import datetime as dt
from collections.abc import Iterator

from sim.scenario.checks.common import moment, nobody, twice
from sim.scenario.errors import Finding, Keys
from sim.scenario.keys import show
from sim.scenario.schema import Case, Mediator


def formats(case: Case) -> Iterator[Finding]:
    """Those who mediate."""
    for identity, mediator in case.mediators.items():
        keys = ("mediators", identity)
        yield from _members(keys, mediator, case)
        yield from _decides(keys, mediator)
        yield from _works(keys, mediator)
        yield from _relations(keys, identity, mediator, case)
        if isinstance(mediator.opens, dt.date):
            yield from moment((*keys, "opens"), case, mediator.opens, None)
        else:
            yield from moment((*keys, "opens"), case, None, mediator.opens)


def _members(keys: Keys, mediator: Mediator, case: Case) -> Iterator[Finding]:
    if not mediator.members:
        hint = "a lone state is a format with one member, its chair"
        yield Finding((*keys, "members"), "nobody acts for it", "none", "a state or more", hint)
    for state in mediator.members:
        if state in case.belligerents:
            yield Finding(
                (*keys, "members", state),
                "a belligerent among the states",
                show(state),
                "a state",
                "belligerents that belong to it stand in belligerent_members",
            )
        else:
            yield from nobody((*keys, "members", state), state, case.states, "state")
    belonging = (*keys, "belligerent_members")
    for index, side in enumerate(mediator.belligerent_members):
        yield from nobody((*belonging, str(index)), side, case.belligerents, "belligerent")
    yield from twice(belonging, mediator.belligerent_members)


def _decides(keys: Keys, mediator: Mediator) -> Iterator[Finding]:
    """Whether the decision rule has those whom it needs."""
    roles = {state: member.role for state, member in mediator.members.items()}
    chairs = [state for state, role in roles.items() if role == "chair"]
    active = [state for state, role in roles.items() if role != "observer"]
    for extra in chairs[1:]:
        yield Finding(
            (*keys, "members", extra, "role"),
            "a second chair",
            f"{chairs[0]} and {extra}",
            "one chair",
            "several of equal rank are co_chairs",
        )
    rule = (*keys, "decision")
    if not roles:
        return
    if mediator.decision == "chair" and not chairs:
        yield Finding(
            rule,
            "the chair decides, but there is none",
            '"chair"',
            "a member with role chair",
            'give a member role = "chair", or decide by "any"',
        )
    elif mediator.decision == "any" and not active:
        allowed = "a chair, co_chair or guarantor"
        yield Finding(rule, "only observers: nobody may act", '"any"', allowed)
    elif mediator.decision == "consensus" and len(active) < 2:
        found = ", ".join(active) or "only observers"
        yield Finding(rule, "consensus of fewer than two", found, "two members, observers apart")


def _works(keys: Keys, mediator: Mediator) -> Iterator[Finding]:
    style, mandate, tempo = mediator.style, mediator.mandate, mediator.tempo
    if style.facilitation + style.formulation + style.manipulation == 0.0:
        yield Finding((*keys, "style"), "a mediator that does nothing", "all 0", "a weight above 0")
    yield from twice((*keys, "mandate", "terms"), mandate.terms)
    if "fixed_term" in mandate.terms and mandate.fixed_days == 0.0:
        yield Finding(
            (*keys, "mandate", "fixed_days"),
            "a fixed term of no length",
            "0",
            "above 0",
            'state fixed_days, or leave "fixed_term" out of the terms',
        )
    if tempo.lag_days > tempo.deadline_days:
        yield Finding(
            (*keys, "tempo", "lag_days"),
            "it leaves before the first talks",
            f"lag_days {tempo.lag_days:g}, deadline_days {tempo.deadline_days:g}",
            "lag_days <= deadline_days",
        )


def _relations(keys: Keys, identity: str, mediator: Mediator, case: Case) -> Iterator[Finding]:
    for side in mediator.standing:
        yield from nobody((*keys, "standing", side), side, case.belligerents, "belligerent")
    for key, others in (("invites", mediator.invites), ("endorses", mediator.endorses)):
        for other in others:
            at = (*keys, key, other)
            if other == identity:
                yield Finding(at, f"{key} itself", show(other), "another mediator")
            else:
                yield from nobody(at, other, case.mediators, "mediator")
    if mediator.together > 0.0 and mediator.decision != "any":
        yield Finding(
            (*keys, "together"),
            "no effect: the members act together anyway",
            f"{mediator.together:g}",
            'decision = "any", or 0',
        )
