"""`[[events]]`: what happens from outside, at a date."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.base import Id, Table
from sim.scenario.schema.formats import Term


class Event(Table):
    """A dated event.

    arms: `who`'s force grows by the factor 1 + value. salience: outside concern rises by value
    for all mediators (decays over a week). ultimatum: `by` presses `who` with value [stake].
    tie: the tie of `by` to `who` gains value in `field`. initiative: `mediator` opens talks at
    this hour through `by`, offering `terms`; entry into force `notice_hours` after signature.
    mandate_expiry: `mediator` can no longer act. patron: `by` declares for `who`, whose belief
    shifts by value (log quality ratio).
    """

    id: Id
    kind: Literal["arms", "salience", "ultimatum", "tie", "initiative", "mandate_expiry", "patron"]
    at: dt.datetime | dt.date | None = Field(None, description="local date or hour")
    day: Annotated[float, Field(ge=0.0)] | None = Field(None, description="days from the start")
    who: Id | None = None
    by: Id | None = None
    mediator: Id | None = None
    front: Id | None = None
    field: Literal["trust", "trade", "arms", "bias", "rivalry"] | None = None
    value: float = 0.0
    notice_hours: Annotated[float, Field(ge=0.0)] | None = None
    terms: list[Term] | None = None
    note: str = ""
