"""Fronts: positions, ends, deaths; issues; truces in force from the start."""

from sim.build.mediators import bits_of
from sim.cast import Cast
from sim.kernel import log as logs
from sim.kernel import world as w
from sim.kernel.chance import subject_hash
from sim.kernel.phases.common import first_land
from sim.kernel.phases.means import bare_deal, deal_of
from sim.kernel.phases.sign import back_it, class_of, clear_sides, forget
from sim.kernel.world import World
from sim.scenario.schema import Case, Front, Position


def held_at_start(front: Front) -> int:
    """How many positions the first party holds at the start."""
    if front.held is not None:
        return front.held
    if isinstance(front.positions, int):
        return front.positions // 2
    return sum(1 for position in front.positions if position.holder == front.parties[0])


def positions_of(front: Front) -> list[Position]:
    """The positions, named or not, from the first party's rear to the second's."""
    if not isinstance(front.positions, int):
        return front.positions
    share = 1.0 / front.positions
    return [
        Position(id=f"p{k + 1}", name=f"position {k + 1}", share=share)
        for k in range(front.positions)
    ]


def raw_worth(position: Position, side: str) -> float:
    """Worth as stated, or by land where nothing is stated."""
    return position.worth.get(side, position.share)


def worth_total(case: Case, side: str) -> float:
    """Sum of raw worth to a belligerent over all its fronts: the scale of its stake."""
    total = 0.0
    for front in case.fronts.values():
        if side in front.parties:
            total += sum(raw_worth(position, side) for position in positions_of(front))
    return total


def fill_fronts(world: World, case: Case, cast: Cast) -> None:
    """Every front and its positions."""
    for f, (name, front) in enumerate(case.fronts.items()):
        row = world.fronts[f]
        first, second = front.parties
        row["subject"] = subject_hash(name)
        row["first"] = cast.belligerents.index(first)
        row["second"] = cast.belligerents.index(second)
        row["persistence"] = front.intensity.persistence
        row["sd"] = front.intensity.sd
        row["dispersion"] = front.intensity.dispersion
        row["engagements_per_day"] = front.engagements
        row["counter"] = front.counter
        row["civilian_rate"] = front.civilian_deaths
        row["first_decides"] = int(front.ends.first == "decision")
        row["second_decides"] = int(front.ends.second == "decision")
        terrain = {
            "open": front.terrain_open,
            "built": front.terrain_built,
            "mountain": front.terrain_mountain,
        }
        scale = [max(worth_total(case, side), 1e-300) for side in front.parties]
        positions = positions_of(front)
        for k, position in enumerate(positions):
            cell = world.positions[f, k]
            cell["share"] = position.share
            cell["terrain"] = terrain[position.terrain]
            cell["worth_first"] = raw_worth(position, first) / scale[0]
            cell["worth_second"] = raw_worth(position, second) / scale[1]
            cell["people"] = position.people
        row["positions"] = len(positions)
        row["line"] = held_at_start(front)
        row["undertaken_hour"] = w.NEVER
        first_worth = world.positions[f, : len(positions)]["worth_first"]
        second_worth = world.positions[f, : len(positions)]["worth_second"]
        for line in range(len(positions) + 1):
            world.held[f, 0, line] = first_worth[:line].sum()
            world.held[f, 1, line] = second_worth[line:].sum()
        row["share_start"] = row["share_now"] = first_land(world, f)
        fill_sides(world, case, front, f)


def fill_sides(world: World, case: Case, front: Front, f: int) -> None:
    """Deaths per day and effort of both sides of a front."""
    for s, name in enumerate(front.parties):
        side = world.sides[f, s]
        side["deaths_per_day"] = side["recent"] = front.deaths.get(name, 0.0)
        side["effort"] = 1.0 / sum(name in other.parties for other in case.fronts.values())
        side["means_to_keep"] = side["good"] = side["other_good"] = 1
    world.fronts[f]["toll"] = sum(world.sides[f, s]["deaths_per_day"] for s in range(2))


def fill_issues(world: World, case: Case, cast: Cast) -> None:
    """What else terms can dispose of."""
    for k, issue in enumerate(case.issues.values()):
        row = world.issues[k]
        first, second = case.fronts[issue.front].parties
        row["front"] = cast.fronts.index(issue.front)
        row["worth_first"] = issue.worth.get(first, 0.0)
        row["worth_second"] = issue.worth.get(second, 0.0)
        row["disposes"] = int(issue.status)


def open_truces(world: World, case: Case, cast: Cast) -> None:
    """Agreements that are in force when the run begins."""
    for f, front in enumerate(case.fronts.values()):
        if front.truce is None:
            continue
        line = int(world.fronts[f]["line"])
        terms = bits_of(front.truce.terms)
        truce = world.truces[f]
        broker = w.NOBODY
        deal = bare_deal(world, line, False)
        if front.truce.broker is not None:
            broker = cast.mediators.index(front.truce.broker)
            deal = deal_of(world, broker, w.NOBODY, f, line, 0, terms)
        truce["front"] = f
        truce["number"] = world.war[0]["truces"]
        world.war[0]["truces"] += 1
        truce["broker"] = broker
        truce["acting"] = w.NOBODY
        truce["mode"] = logs.OPENING
        truce["terms"] = terms
        truce["line"] = line
        truce["truce_class"] = class_of(world, terms, 0)
        truce["fixed_until"] = w.NEVER
        truce["active"] = 1
        back_it(world, f, broker, w.NOBODY, deal, terms)
        forget(world, f)
        clear_sides(world, f)
        truce["hazard"] = front.truce.hazard
        world.fronts[f]["status"] = w.TRUCE_HOLDS
