"""`[belligerents.*]` and `[states.*]`: who fights, and who stands around."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.base import Id, NonNegative, Positive, Share, Table

Doctrine = Literal[
    "restraint", "retaliate", "generous", "contrite", "aggressive", "win_stay", "random", "grim"
]


class Belief(Table):
    """What a side believes of its relative quality: normal in logs, or beta on one battle."""

    mean: float = Field(0.0, description="expected log quality ratio, own over other")
    sd: NonNegative = Field(0.5, description="standard deviation of the log quality ratio")
    weight: Share = Field(0.5, description="weight of one engagement as evidence, (0, 1]")
    alpha: NonNegative = Field(0.0, description="beta belief on winning one battle; 0: none")
    beta: NonNegative = Field(0.0, description="beta belief on winning one battle; 0: none")


class Resolve(Table):
    """Private cost of war: one of two types, drawn at the start, known to its owner."""

    high_cost: Share = Field(0.5, description="probability that war costs this side `high`")
    low: Positive = Field(0.75, description="multiplier of death_cost for the firm type")
    high: Positive = Field(1.25, description="multiplier of death_cost for the soft type")


class Belligerent(Table):
    """A side that fights."""

    name: str
    strength: Positive = Field(1.0, description="visible force, any unit common to all sides")
    quality: Positive = Field(1.0, description="what force is worth in battle; unknown to all")
    initiative: NonNegative = Field(1.0, description="weight with which it is the attacker")
    attrition: NonNegative = Field(0.0, description="own deaths at which force falls to 1/e; 0: no")
    resupply: float = Field(0.0, description="growth of force per day without patrons")
    death_cost: NonNegative = Field(2.0e-5, description="stake lost per own death")
    tolerance: NonNegative = Field(4000.0, description="own deaths that double the cost; 0: none")
    resolve: Resolve = Resolve()
    belief: Belief = Belief()
    patience_days: NonNegative = Field(
        60.0, description="mean days after which it expects war to stop where it stands; 0: never"
    )
    discipline: Share = Field(0.9, description="share of local commanders that obey a truce")
    doctrine: Doctrine = Field("retaliate", description="how it answers fire during a truce")
    generosity: Share = Field(0.33, description="generous doctrine: chance of letting fire pass")
    first_strike: NonNegative = Field(0.02, description="gain from breaking first [stake]")
    resume_margin: NonNegative = Field(0.01, description="gain that makes it resume war [stake]")
    tension_limit: Positive = Field(3.0, description="tension at which it resumes war")
    reputation: NonNegative = Field(
        0.0, description="cost of being seen to break its word, whoever brokered it [stake]"
    )
    blames_other: Share = Field(0.8, description="chance of blaming the other for own-side fire")
    invents: NonNegative = Field(0.0, description="invented accusations per day of a truce")
    aim: Share = Field(0.5, description="share of the stake it fights for")
    aim_hardening: float = Field(0.0, description="how far sunk losses harden the aim [stake]")
    audience: NonNegative = Field(0.0, description="cost at home per stake signed below the aim")
    audience_losses: NonNegative = Field(0.5, description="how admitted losses raise it")
    concealment: NonNegative = Field(0.0, description="cost of losses not yet admitted [stake]")
    hosting: NonNegative = Field(0.0, description="cost at home of foreign soldiers [stake]")
    admits: Share = Field(1.0, description="share of own deaths admitted at the time")
    admission_days: NonNegative = Field(1.0, description="days that admission lags")
    halt_days: Positive = Field(3.0, description="length of a unilateral halt")
    trust: dict[Id, Share] = Field({}, description="prior trust that another side keeps its word")


class Tie(Table):
    """What ties a state to a belligerent or to another state."""

    trust: Share = Field(0.5, description="how far the other trusts this state")
    trade: Share = Field(0.0, description="leverage through trade")
    arms: Share = Field(0.0, description="leverage through arms")
    bias: Share = Field(0.0, description="how much this state wants the other to do well")
    rivalry: Share = Field(0.0, description="between states: rivalry")
    resupply: float = Field(0.0, description="growth of a client's force per day")


class Deploys(Table):
    """What a state can bring to an agreement."""

    monitors: NonNegative = Field(0.0, description="observers it can send")
    peacekeepers: NonNegative = Field(0.0, description="soldiers it can put between the lines")
    guarantee: Share = Field(0.0, description="share of the gain from breaking that it takes away")


class State(Table):
    """A third party."""

    name: str
    concern: Annotated[float, Field(ge=0.0, le=1.0)] = Field(0.5, description="how much it cares")
    ties: dict[Id, Tie] = {}
    deploys: Deploys = Deploys()
