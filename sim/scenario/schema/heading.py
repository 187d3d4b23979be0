"""`[scenario]`: what a war is called, when it starts, how long it is followed."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.base import Positive, Table


class Heading(Table):
    """`[scenario]`."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="name on the command line")]
    name: str = Field(description="title, in neutral words")
    summary: str = Field(description="one sentence")
    group: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = "own"
    extends: str | None = Field(None, description="id or path of the scenario this one varies")
    remove: list[str] = Field([], description="addresses of the base that this one leaves out")
    counterfactual: bool = Field(False, description="true if it did not happen; shown everywhere")
    fictional: bool = Field(False, description="true if the war is invented, for teaching")
    note: str = Field("", description="a note for the reader or the teacher")
    explained: dict[str, str] = Field(
        {}, description="address -> why what lies at or below it moves nothing in this war"
    )
    start: dt.date | None = Field(None, description="first day (local); none for invented wars")
    horizon_days: Positive = Field(60.0, description="days until an unfinished war is `war`")
    aftermath_days: Annotated[float, Field(ge=0.0)] = Field(
        60.0, description="days the world runs on after an agreement: relapse is part of the run"
    )
    step_hours: Annotated[float, Field(gt=0.0, le=24.0)] = Field(6.0, description="hours a step")
    seed: Annotated[int, Field(ge=0, lt=2**64)] = 1
    initiatives: Literal["endogenous", "scripted"] = Field(
        "endogenous", description="mediators act by themselves, or at the hours of `[[events]]`"
    )


class Mechanisms(Table):
    """`[mechanisms]`: each can be switched off, to see what it did."""

    agreements: bool = Field(True, description="any talks, truces, settlements at all")
    attrition: bool = Field(True, description="losses weaken")
    intensity: bool = Field(True, description="fighting flares and ebbs (autocorrelated)")
    effort: bool = Field(True, description="force moves between fronts")
    learning: bool = Field(True, description="engagements teach relative power")
    private_resolve: bool = Field(True, description="the cost of war is private, offers reveal it")
    direct_talks: bool = Field(True, description="parties make offers without a mediator")
    unilateral_halts: bool = Field(True, description="a party may halt alone for fixed days")
    mediation: bool = Field(True, description="mediators act")
    facilitation: bool = Field(True, description="mediators pass information")
    formulation: bool = Field(True, description="mediators put lines and terms on the table")
    manipulation: bool = Field(True, description="mediators press")
    pressure_decay: bool = Field(True, description="pressure wears off after signing")
    rivalry: bool = Field(True, description="rival members and rival forums cost leverage")
    insincere_signing: bool = Field(True, description="sign and break is a choice")
    audience: bool = Field(True, description="signing below one's aims costs at home")
    land_grab: bool = Field(True, description="fighting rises before the hour of entry into force")
    orders_delay: bool = Field(True, description="stopping takes orders that travel")
    accidents: bool = Field(True, description="incidents nobody ordered")
    doctrine: bool = Field(True, description="fire during a truce is answered by doctrine")
    misperception: bool = Field(True, description="the author of an incident may be misread")
    monitors: bool = Field(True, description="monitors work where terms bring them")
    peacekeepers: bool = Field(True, description="peacekeepers work where terms bring them")
    guarantees: bool = Field(True, description="guarantees work where terms bring them")
    measures: bool = Field(True, description="commission, hotline, prisoner exchange, arbitrator")
    tension: bool = Field(True, description="believed incidents add up to collapse")
    memory: bool = Field(True, description="trust, standing and credibility change")
    admission: bool = Field(True, description="what is admitted at home lags what happened")
    patrons: bool = Field(True, description="patrons resupply and press")
    events: bool = Field(True, description="dated events happen")
    observers: bool = Field(True, description="observers of a format report what they see")
    endorsement: bool = Field(True, description="formats stand behind others from a distance")
    undertakings: bool = Field(True, description="parties agree to spare civilians in war")
    reputation: bool = Field(True, description="being seen to break one's word costs a good name")
    foresight: bool = Field(True, description="who could break once land has changed hands is seen")
