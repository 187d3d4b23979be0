"""`[mediators.*]`: formats through which states act."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.base import Id, NonNegative, Positive, Share, Table

Role = Literal["chair", "co_chair", "guarantor", "observer"]
Term = Literal[
    "line",
    "status",
    "monitors",
    "peacekeepers",
    "guarantee",
    "commission",
    "hotline",
    "prisoners",
    "arbitrator",
    "fixed_term",
    "spare_civilians",
]


class Member(Table):
    """A state in a format."""

    role: Role
    weight: Share = Field(1.0, description="how far its leverage serves the format")


class Style(Table):
    """Weights of what a mediator does; normalised on loading."""

    facilitation: NonNegative = 1.0
    formulation: NonNegative = 0.0
    manipulation: NonNegative = 0.0


class Tempo(Table):
    """How fast a format moves."""

    launch_rate: NonNegative = Field(0.2, description="initiatives per day at full readiness")
    lag_days: NonNegative = Field(1.0, description="from going in to the first talks")
    gap_days: Positive = Field(2.0, description="between rounds")
    deadline_days: Positive = Field(6.0, description="from the first talks to leaving, at most")
    rounds: Annotated[int, Field(ge=1, le=50)] = Field(2, description="at most")
    notice_hours: NonNegative = Field(12.0, description="from signature to entry into force")
    rest_days: NonNegative = Field(2.0, description="between leaving and going in again")


class Mandate(Table):
    """What a format may put on the table."""

    terms: Annotated[list[Term], Field(max_length=11)] = []
    fixed_days: NonNegative = Field(0.0, description="length of a fixed term; 0: none")
    monitor_access: Share = Field(0.5, description="share of incidents its monitors reach")
    monitor_accuracy: Share = Field(0.9, description="chance that a verdict is right")
    monitor_delay_hours: NonNegative = Field(24.0, description="from incident to verdict")


class Mediator(Table):
    """A format through which states act, or a lone state."""

    name: str
    members: dict[Id, Member] = {}
    belligerent_members: list[Id] = Field([], description="belligerents that belong to it")
    decision: Literal["any", "chair", "consensus"] = "chair"
    style: Style = Style()
    mandate: Mandate = Mandate()
    tempo: Tempo = Tempo()
    credibility: Share = Field(0.7, description="at the start")
    signal_accuracy: Annotated[float, Field(ge=0.5, le=1.0)] = Field(
        0.5, description="chance that its reading of a side's resolve is right; 0.5: none"
    )
    war_cost: NonNegative = Field(0.1, description="what war costs the mediator (after Kydd)")
    standing: dict[Id, Share] = Field({}, description="with a belligerent; else from members' ties")
    invites: dict[Id, Share] = Field({}, description="other formats it hands over to or joins")
    endorses: dict[Id, Share] = Field(
        {}, description="other formats it stands behind from a distance, instead of going in"
    )
    together: Annotated[float, Field(ge=0.0, lt=1.0)] = Field(
        0.0, description="decision any: chance that all members act together, not one alone"
    )
    friends_above: Share = Field(
        0.0, description="goes in only where its standing with both sides is at least this"
    )
    opens: dt.datetime | dt.date | float | None = Field(None, description="from when it can act")
    counterfactual: bool = Field(False, description="it did not act in the war of the record")
