"""What phases share: luck by address, the clock, who holds what."""

from sim.kernel.chance import uniform
from sim.kernel.world import World


def draw(world: World, tick: int, purpose: int, subject: int, index: int) -> float:
    """The uniform draw of this war at (tick, purpose, subject, index)."""
    war = world.war[0]
    return uniform(war["key0"], war["key1"], war["replicate"], tick, purpose, subject, index)


def step_start(world: World, tick: int) -> float:
    """Hour at which a step begins."""
    return float(tick * world.war[0]["step_hours"])


def step_end(world: World, tick: int) -> float:
    """Hour at which a step ends."""
    return float((tick + 1) * world.war[0]["step_hours"])


def step_days(world: World) -> float:
    """Length of a step [days]."""
    return float(world.war[0]["step_hours"] / 24.0)


def party(world: World, f: int, s: int) -> int:
    """The belligerent on side s (0 first, 1 second) of front f."""
    if s == 0:
        return int(world.fronts[f]["first"])
    return int(world.fronts[f]["second"])


def side_of(world: World, f: int, i: int) -> int:
    """On which side of front f belligerent i stands: 0, 1, or -1."""
    if world.fronts[f]["first"] == i:
        return 0
    if world.fronts[f]["second"] == i:
        return 1
    return -1


def fronts_of(world: World, i: int) -> int:
    """On how many fronts belligerent i stands."""
    count = 0
    for f in range(world.fronts.shape[0]):
        if side_of(world, f, i) >= 0:
            count += 1
    return count


def mediator_number(world: World, m: int) -> int:
    """The number of mediator m in a log."""
    return int(world.belligerents.shape[0] + world.states.shape[0] + m)


def state_number(world: World, s: int) -> int:
    """The number of state s in a log, -1 for none."""
    if s < 0:
        return -1
    return int(world.belligerents.shape[0] + s)


def held_worth(world: World, f: int, s: int, line: int) -> float:
    """Worth [stake] of what side s holds of front f when the line is `line`."""
    return float(world.held[f, s, line])


def issue_worth(world: World, f: int, s: int, issues: int) -> float:
    """Worth [stake] to side s of the issues granted (bit i: issue i) on front f."""
    total = 0.0
    for i in range(world.issues.shape[0]):
        if (issues >> i) & 1 == 1 and world.issues[i]["front"] == f:
            if s == 0:
                total += world.issues[i]["worth_first"]
            else:
                total += world.issues[i]["worth_second"]
    return float(total)


def first_land(world: World, f: int) -> float:
    """Share of front f's land that its first party holds."""
    total = 0.0
    for k in range(world.fronts[f]["line"]):
        total += world.positions[f, k]["share"]
    return float(total)


def at_war(world: World, f: int) -> bool:
    """Whether front f is fought over now, before any truce takes effect."""
    return int(world.fronts[f]["status"]) <= 1
