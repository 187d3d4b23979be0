"""From a scenario to a world: the template of a war, and the war of one seed and replicate."""

import numpy as np

from sim.build.clock import hour_of
from sim.build.fronts import fill_fronts, fill_issues, open_truces
from sim.build.mediators import bits_of, fill_mediators, fill_relations
from sim.build.parties import copy_numbers, fill_belligerents, fill_pairs, most_nodes
from sim.build.subjects import fill_subjects, refuse_shared_luck
from sim.cast import Cast, cast_of
from sim.kernel import log as logs
from sim.kernel import world as w
from sim.kernel.chance import seed_words
from sim.kernel.log import Log
from sim.kernel.phases.opening import open_war
from sim.kernel.world import World, copy_world
from sim.scenario.schema import Case

LONGEST_CHAIN_ROWS = 8
EVENTS_AT_FIRST = 4096


def longest_front(case: Case) -> int:
    """The most positions that a front of the scenario has."""
    longest = 1
    for front in case.fronts.values():
        count = front.positions if isinstance(front.positions, int) else len(front.positions)
        longest = max(longest, count)
    return longest


def empty_world(case: Case) -> World:
    """Arrays of the right shapes, all zero."""
    b, s, m = len(case.belligerents), len(case.states), len(case.mediators)
    f, p = len(case.fronts), longest_front(case)
    return World(
        war=np.zeros(1, w.WAR_FIELDS),
        on=np.zeros(1, w.SWITCHES),
        rules=np.zeros(1, w.CONSTANTS),
        belligerents=np.zeros(b, w.BELLIGERENT),
        pairs=np.zeros((b, b), w.PAIR),
        states=np.zeros(s, w.STATE),
        ties=np.zeros((s, b), w.TIE),
        relations=np.zeros((s, s), w.RELATION),
        mediators=np.zeros(m, w.MEDIATOR),
        members=np.zeros((m, s), w.MEMBER),
        standing=np.zeros((b, m), w.STANDING),
        invites=np.zeros((m, m), w.INVITE),
        fronts=np.zeros(f, w.FRONT),
        sides=np.zeros((f, 2), w.SIDE),
        positions=np.zeros((f, p), w.POSITION),
        held=np.zeros((f, 2, p + 1)),
        prospects=np.zeros((f, 2, p + 1), w.PROSPECT),
        issues=np.zeros(len(case.issues), w.ISSUE),
        truces=np.zeros(f, w.TRUCE),
        outside=np.zeros(len(case.events), w.OUTSIDE),
        nodes=np.zeros((b, b, most_nodes(case, p), 2)),
        scratch=np.zeros((LONGEST_CHAIN_ROWS, p + 1)),
    )


def fill_war(world: World, case: Case) -> None:
    """Clock, switches and constants."""
    war = world.war[0]
    war["step_hours"] = case.scenario.step_hours
    war["horizon_hours"] = 24.0 * case.scenario.horizon_days
    war["aftermath_hours"] = 24.0 * case.scenario.aftermath_days
    war["scripted"] = int(case.scenario.initiatives == "scripted")
    for name in w.MECHANISMS:
        world.on[0][name] = int(getattr(case.mechanisms, name))
    for group in ("fighting", "talks", "pressure", "truces", "memory"):
        copy_numbers(world.rules[0], getattr(case.rules, group))


def fill_events(world: World, case: Case, cast: Cast) -> None:
    """Dated events, ids turned into numbers."""
    for k, event in enumerate(case.events):
        row = world.outside[k]
        row["kind"] = w.EVENT_KINDS.index(event.kind)
        row["hour"] = hour_of(case, event.at if event.at is not None else event.day)
        row["who"] = cast.actors.index(event.who) if event.who else w.NOBODY
        row["by"] = cast.actors.index(event.by) if event.by else w.NOBODY
        row["mediator"] = cast.mediators.index(event.mediator) if event.mediator else w.NOBODY
        row["front"] = cast.fronts.index(event.front) if event.front else 0
        row["field"] = w.TIE_FIELDS.index(event.field) if event.field else w.NOBODY
        row["value"] = event.value
        row["notice_hours"] = -1.0 if event.notice_hours is None else event.notice_hours
        row["terms"] = -1 if event.terms is None else bits_of(event.terms)


def build(case: Case) -> World:
    """The template of a scenario's wars: everything but the luck.

    Raises:
        ScenarioError: if two ids would share their luck.
    """
    refuse_shared_luck(case)
    cast = cast_of(case)
    world = empty_world(case)
    fill_war(world, case)
    fill_belligerents(world, case)
    fill_pairs(world, case, cast)
    fill_relations(world, case, cast)
    fill_mediators(world, case, cast)
    fill_fronts(world, case, cast)
    fill_subjects(world, case)
    fill_issues(world, case, cast)
    fill_events(world, case, cast)
    open_truces(world, case, cast)
    return world


def begin(template: World, seed: int, replicate: int) -> World:
    """The war of one seed and replicate, before its first step."""
    world = copy_world(template)
    war = world.war[0]
    war["key0"], war["key1"] = seed_words(seed)
    war["replicate"] = replicate
    open_war(world)
    return world


def last_tick(case: Case) -> int:
    """An upper bound on the number of steps of a run."""
    hours = 24.0 * (case.scenario.horizon_days + case.scenario.aftermath_days)
    return int(np.ceil(hours / case.scenario.step_hours - 1e-9)) + 1


def empty_log(case: Case, events: int = EVENTS_AT_FIRST, days: bool = True) -> Log:
    """An empty log with room for so many events."""
    n_days = 0
    if days:
        n_days = int(np.ceil(case.scenario.horizon_days + case.scenario.aftermath_days)) + 2
    return Log(
        counts=np.zeros(3, np.int64),
        events=np.zeros(events, logs.EVENT),
        terms=np.zeros((events, logs.MAX_TERMS)),
        truces=np.zeros(max(64, events // 16), w.TRUCE),
        day_fronts=np.zeros((n_days, len(case.fronts)), logs.DAY_FRONT),
        day_sides=np.zeros((n_days, len(case.belligerents)), logs.DAY_SIDE),
    )
