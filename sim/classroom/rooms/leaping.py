"""Stretches of war in which no player is asked anything, fought by the compiled loop.

Both engines fight the same war. So the compiled one goes ahead; where it meets something that
concerns a player, the war is put back to that step, and the agents take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.classroom.rooms import decisions as d
from sim.engines.packing import packed
from sim.engines.room import with_room
from sim.kernel import log as logs
from sim.kernel.phases.common import side_of
from sim.kernel.phases.conduct import in_force
from sim.kernel.world import NEVER, NOBODY, World

if TYPE_CHECKING:
    from sim.classroom.rooms.game import Game

FARTHEST = 64  # steps
AT_A_FRONT = (logs.TALKS, logs.OFFER, logs.HALT, logs.SIGNED, logs.IN_FORCE, logs.UNDERTAKING)
OF_A_MEDIATOR = (logs.INITIATIVE, logs.TALKS, logs.OFFER, logs.ENDORSES, logs.JOINS)


def leap(game: Game) -> None:
    """Fight on to the first step that concerns a player, or to the end."""
    model = game.model
    while not game.over and not _asked_at_once(game):
        model.log = with_room(model.log)
        first, told = model.tick, model.log.counts.copy()
        last = min(first + FARTHEST, _next_launch(game), model.last_tick)
        if last <= first:
            return
        ahead, reached = _fought(game, model.world, first, last)
        cut = _first_concern(game, int(told[0]))
        if cut is None and not _overflown(game):
            model.world, model.tick = ahead, reached
            model.running = ahead.war[0]["over"] == 0
            continue
        model.log.counts[:] = told
        if cut is not None and cut > first:
            model.world, model.tick = _fought(game, model.world, first, cut)
        return


def _fought(game: Game, world: World, first: int, last: int) -> tuple[World, int]:
    """A copy of the war fought on, and the step to come."""
    assert game.on is not None
    ahead = packed(world).world
    return ahead, game.on(ahead, game.model.log, first, last)


def _overflown(game: Game) -> bool:
    log = game.model.log
    return bool(log.counts[0] > len(log.events) or log.counts[1] > len(log.truces))


def _asked_at_once(game: Game) -> bool:
    """Whether a player has something to decide in this very step, or may have."""
    world = game.model.world
    if game.decisions and game.decisions[-1].question.tick == game.model.tick:
        return True  # the answers of this step are still to take effect
    for f in range(world.fronts.shape[0]):
        if in_force(world, f) and _fronts_of_players(game)[f]:
            return True
    return False


def _fronts_of_players(game: Game) -> list[bool]:
    """Whether a played side stands on each front."""
    world = game.model.world
    rows = [one.index for one in game.model.belligerents if one.id in game.played]
    return [any(side_of(world, f, i) >= 0 for i in rows) for f in range(world.fronts.shape[0])]


def _next_launch(game: Game) -> int:
    """The step in which the next played mediator is to be asked whether it goes in."""
    world, tick = game.model.world, game.model.tick
    soonest = int(1.0e9)
    hours = float(world.war[0]["step_hours"])
    for one in game.model.mediators:
        row = world.mediators[one.index]
        if one.id not in game.played or world.war[0]["scripted"] == 1:
            continue
        free = 0.0
        if row["open"] == 0 and row["endorsed"] == NOBODY:
            free = max(float(row["opens_hour"]), float(row["rests_until"]))
        if free >= NEVER:
            continue
        last = game.latest.get((d.LAUNCH, one.id, NOBODY))
        due = tick if last is None else _due(last.question.tick, last.choice, hours)
        soonest = min(soonest, max(due, int(free / hours) if free < 1.0e9 else tick))
    return soonest


def _due(tick: int, choice: d.Choice | None, hours: float) -> int:
    days = d.USUAL_DAYS if choice is None else choice.days
    return tick + int(np.ceil(24.0 * days / hours - 1e-9))


def _first_concern(game: Game, told: int) -> int | None:
    """The step of the first new event that concerns a player."""
    model = game.model
    rows = model.log.events[told : min(int(model.log.counts[0]), len(model.log.events))]
    fronts = np.array([*_fronts_of_players(game), False])  # the last for events of no front
    seats = [model.cast.actors.index(id_) for id_ in game.played]
    concerns = np.isin(rows["kind"], AT_A_FRONT) & fronts[rows["front"]]
    concerns |= np.isin(rows["kind"], OF_A_MEDIATOR) & (
        np.isin(rows["actor"], seats) | np.isin(rows["target"], seats)
    )
    found = np.flatnonzero(concerns)
    return int(rows["tick"][found[0]]) if len(found) else None
