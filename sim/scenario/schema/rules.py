"""`[rules.*]`: constants common to all sides. Defaults are `assumed` unless said."""

from pydantic import Field

from sim.scenario.schema.base import NonNegative, Positive, Share, Table


class Fighting(Table):
    """Clashes and engagements."""

    effort_rate: NonNegative = Field(0.3, description="force moved between fronts per day")
    effort_exponent: NonNegative = Field(0.7, description="returns to concentration of force")
    smoothing_days: Positive = Field(7.0, description="memory for deaths per day")
    land_grab: NonNegative = Field(1.0, description="extra fighting before entry into force")


class Talks(Table):
    """Offers, with and without mediators."""

    direct_rate: NonNegative = Field(0.03, description="direct offers per day at full ripeness")
    direct_noise: NonNegative = Field(0.1, description="error about the other's value [stake]")
    halt_rate: NonNegative = Field(0.01, description="unilateral halts per day at full readiness")
    ripe_scale: Positive = Field(0.1, description="scale of ripeness [stake]")
    salience_deaths: Positive = Field(50.0, description="deaths per day at half salience")
    discouragement: Share = Field(0.5, description="by each rival already at it")
    perception_noise: NonNegative = Field(0.15, description="mediator's error about V [stake]")
    signing_noise: Positive = Field(0.05, description="scale of choice in signing [stake]")
    choice_noise: Positive = Field(0.05, description="scale of belief about the other's choice")
    forum_weight: NonNegative = Field(0.1, description="stake per unit of standing and bias")
    interim_audience: Share = Field(
        0.07, description="share of the cost at home that a cessation without a line bears"
    )
    signal_learning: Share = Field(1.0, description="weight of offers and refusals as evidence")


class Pressure(Table):
    """What manipulation brings to bear, and how it wears off."""

    scale: NonNegative = Field(1.0, description="pressure of full leverage [stake]")
    half_life_days: Positive = Field(10.0, description="after signing")
    reneging: NonNegative = Field(0.5, description="extra penalty for breaking one's word")
    patrons: Share = Field(
        0.0, description="of its leverage over a client, lent to a mediator the patron trusts"
    )
    endorsement: Share = Field(0.3, description="of its leverage, lent to a format one endorses")


class Truces(Table):
    """The life of an agreement."""

    break_pace: NonNegative = Field(300.0, description="hazard of deliberate breaking [1/day]")
    reconsiders: NonNegative = Field(
        1.0, description="how often a side that would rather keep thinks it over [1/day]"
    )
    break_noise: Positive = Field(0.012, description="scale of that choice [stake]")
    order_hours: Positive = Field(6.0, description="half-life of contact while orders travel")
    residual_contact: Share = Field(0.02, description="contact that remains when all obey")
    accident_rate: NonNegative = Field(3.0, description="unordered incidents per day, full contact")
    accusation_rate: NonNegative = Field(300.0, description="accusations per day once fired at")
    collapse_rate: NonNegative = Field(4.0, description="per day, once a side means to resume")
    misperception: Share = Field(0.15, description="chance of misreading an incident's author")
    execution_error: Share = Field(0.0, description="chance that a round's order goes wrong")
    incident_deaths: NonNegative = Field(1.0, description="killed on the side fired at, mean")
    false_alarm: Share = Field(0.0, description="chance of seeing fire in a round that held")
    arbitrator_error: Share = Field(0.2, description="chance that an arbitrator errs")
    public_attribution: Share = Field(0.05, description="attribution without any monitors")
    commission: Share = Field(0.2, description="attribution that a commission adds")
    observer: Share = Field(
        0.1, description="share of incidents that each observer of a format reports credibly"
    )
    restraint: Share = Field(0.3, description="civilian deaths that an undertaking prevents")
    restraint_days: Positive = Field(10.0, description="half-life of that restraint")
    hotline: Share = Field(0.5, description="share of misperceptions a hotline clears up")
    tension_days: Positive = Field(5.0, description="decay time of tension")
    tension_weight: NonNegative = Field(1.0, description="tension per believed incident")
    forbearance: Positive = Field(
        0.2, description="gain of peace over war for which twice the tension is borne [stake]"
    )
    calm_tension: NonNegative = Field(1.0, description="tension below which a truce consolidates")
    consolidation_days: Positive = Field(30.0, description="without collapse, to consolidate")
    peacekeepers_needed: Positive = Field(2000.0, description="soldiers that separate a front")
    monitors_needed: Positive = Field(100.0, description="observers that cover a front")
    handover_days: Positive = Field(7.0, description="to each dated step of withdrawal")
    handover_steps: Positive = Field(3.0, description="dated steps in which a withdrawal is done")
    forecast_days: Positive = Field(30.0, description="horizon of accidents in judging a truce")


class Memory(Table):
    """What remains of broken and kept promises."""

    trust_weight: Positive = Field(10.0, description="weight of prior trust, in promises")
    kept_days: Positive = Field(10.0, description="days of truce that count as a promise kept")
    exchange: NonNegative = Field(1.0, description="promises that a prisoner exchange counts for")
    failure: Share = Field(0.15, description="standing and credibility lost at a collapse")
    success: Share = Field(0.05, description="share of lost standing regained at consolidation")


class Rules(Table):
    """`[rules]`."""

    fighting: Fighting = Fighting()
    talks: Talks = Talks()
    pressure: Pressure = Pressure()
    truces: Truces = Truces()
    memory: Memory = Memory()
