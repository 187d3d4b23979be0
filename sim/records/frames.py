"""The columns of `runs` and `truces` for many wars at once: whole arrays, no loop over wars.

Texts are taken from small arrays of names by number; number -1, nobody, is the last name.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.cast import Cast
from sim.engines.batch import Batch, batch_of
from sim.engines.finished import Finished
from sim.kernel.log import BROKEN, CAUSES, CENSORED, DEFAULTED, ESCALATED, HAZARD, MODES
from sim.kernel.world import NEVER, Array
from sim.records.columns import dtype_of, spec
from sim.records.outcomes import (
    HOURS,
    SETTLEMENT,
    day_of,
    end_days,
    front_states,
    possible_outcomes,
    worst,
)

COLLAPSED = (BROKEN, ESCALATED, DEFAULTED, HAZARD)

Values = dict[str, NDArray[Any]]


def so_far(finished: Finished) -> Batch:
    """A batch of one war; one that is not over yet ends with the last day that was written."""
    batch = batch_of(finished)
    if batch.war["over"][0] == 0:
        batch.war["ended_hour"] = HOURS * float(finished.log.counts[2])
    return batch


def all_truces(batch: Batch) -> tuple[Array, Array]:
    """All agreements, by war and number, and the row of the war of each."""
    war, front = np.nonzero(batch.alive["active"] == 1)
    rows = np.concatenate([batch.truces, batch.alive[war, front]])
    owner = np.concatenate([batch.owner, war])
    order = np.lexsort((rows["number"], owner))
    return rows[order], owner[order]


def run_values(batch: Batch) -> Values:
    """The columns of `runs`, one row per war."""
    cast, count = batch.cast, len(batch.war)
    states = front_states(batch)
    outcome = worst(states)
    outcomes = names(possible_outcomes(cast))
    losses = batch.belligerents["losses"]
    truces, owner = all_truces(batch)
    collapsed = np.isin(truces["cause"], COLLAPSED)
    values: Values = {
        "scenario": np.full(count, batch.scenario.id, object),
        "replicate": batch.replicates,
        "seed": np.full(count, batch.seed, np.uint64),
        "outcome": outcomes[outcome],
        "end_day": end_days(batch, states),
        "deaths": losses.sum(axis=1),
        "civilian_deaths": batch.fronts["civilian_deaths"].sum(axis=1),
        "displaced": batch.fronts["displaced"].sum(axis=1),
        "truces": np.bincount(owner, minlength=count),
        "truces_broken": np.bincount(owner[collapsed], minlength=count),
        "settled_by": _settled_by(batch, states, outcome),
        "engagements": batch.war["engagements"],
        "status": np.full(count, "done", object),
    }
    for i, side in enumerate(cast.belligerents):
        values[f"deaths_{side}"] = losses[:, i]
        values[f"cooperation_share_{side}"] = _cooperation(batch, i)
    for f, front in enumerate(cast.fronts):
        values[f"share_taken_{front}"] = batch.fronts["taken"][:, f]
        values[f"share_final_{front}"] = batch.fronts["share_now"][:, f]
        values[f"outcome_{front}"] = outcomes[states[:, f]]
    return apart("runs", cast, values)


def truce_values(batch: Batch) -> Values:
    """The columns of `truces`, one row per agreement, by war and number."""
    cast = batch.cast
    truces, owner = all_truces(batch)
    sides = names(cast.belligerents)
    effective, alive = truces["effective_hour"], truces["cause"] == CENSORED
    ended = np.where(alive, batch.war["ended_hour"][owner], truces["ended_hour"])
    values: Values = {
        "replicate": batch.replicates[owner],
        "front": names(cast.fronts)[truces["front"]],
        "truce": truces["number"],
        "broker": names(cast.states)[truces["acting"]],
        "format": _formats(cast, truces),
        "announced_day": day_of(truces["announced_hour"]),
        "effective_day": day_of(effective),
        "first_incident_hours": _hours(truces["first_incident"], effective),
        "violator": sides[truces["violator"]],
        "public_verdict": sides[truces["public_verdict"]],
        "ended_day": np.where(alive, np.nan, day_of(ended)),
        "lifetime_days": np.maximum(0.0, ended - effective) / HOURS,
        "censored": alive,
        "cause": names(CAUSES)[truces["cause"]],
    }
    for name in ("truce_class", "monitors", "peacekeepers", "guarantee"):
        values[name] = truces[name]
    front = batch.fronts[owner, truces["front"]]
    for i, side in enumerate(cast.belligerents):
        accused = _noted(truces, front, "first_accusation", i)
        values[f"first_accusation_hours_{side}"] = _hours(accused, effective)
        values[f"blamed_by_{side}"] = _noted(truces, front, "blamed_by", i)
    return apart("truces", cast, values)


def apart(table: str, cast: Cast, values: Values) -> Values:
    """The columns of a table in their order and kinds, copied: the wars can then be forgotten."""
    kinds = spec(table, cast)
    return {name: values[name].astype(dtype_of(kind)) for name, kind in kinds.items()}


def names(ids: Iterable[str]) -> NDArray[np.object_]:
    """Ids by number, None for number -1."""
    return np.array([*ids, None], object)


def _noted(truces: Array, front: Array, field: str, belligerent: int) -> Array:
    """What agreements note of a belligerent; NaN where it is no party to the front."""
    return np.select(
        [front["first"] == belligerent, front["second"] == belligerent],
        [truces[f"{field}_first"], truces[f"{field}_second"]],
        np.nan,
    )


def _cooperation(batch: Batch, belligerent: int) -> Array:
    """Share of its rounds of truce, on all fronts, in which a side held its fire; NaN: none."""
    parties = np.stack([batch.fronts["first"], batch.fronts["second"]], axis=2)
    own = parties == belligerent
    rounds = np.where(own, batch.sides["rounds"], 0.0).sum(axis=(1, 2))
    held = np.where(own, batch.sides["held_rounds"], 0.0).sum(axis=(1, 2))
    share: Array = np.divide(held, rounds, out=np.full(len(rounds), np.nan), where=rounds > 0.0)
    return share


def _settled_by(batch: Batch, states: Array, outcome: Array) -> Array:
    """Format of the settlement that came into force last, where the outcome is a settlement."""
    hours = np.where(states == SETTLEMENT, batch.alive["effective_hour"], -np.inf)
    last = batch.alive[np.arange(len(hours)), hours.argmax(axis=1)]
    credited = _formats(batch.cast, last)
    credited[outcome != SETTLEMENT] = None
    return credited


def _formats(cast: Cast, truces: Array) -> Array:
    """The mediator of each agreement, else how it came about."""
    ids = names((*cast.mediators, *MODES))
    mediator, mode = truces["broker"], len(cast.mediators) + truces["mode"]
    chosen: Array = ids[np.where(mediator >= 0, mediator, mode)]
    return chosen


def _hours(moments: Array, effective: Array) -> Array:
    """Hours from entry into force to each moment; NaN when it did not come."""
    came = (moments >= 0.0) & (moments < NEVER / 2.0)
    hours: Array = np.where(came, moments - effective, np.nan)
    return hours
