"""Phase 6b, watch: incidents, accusations, verdicts: three layers of who did it.

The true author; each side's private belief (misperception, and blame of the other for one's own
fire); the public record (monitors with access, accuracy and delay, a commission, an arbitrator).
Source: Fortna 2004 (monitors and attribution); Boyd 1989 (private errors); sizes `assumed`.
"""

from sim.kernel import log as logs
from sim.kernel import purposes
from sim.kernel.chance import exponential, poisson
from sim.kernel.log import Log, emit
from sim.kernel.phases.coalition import bias_toward, observers_report
from sim.kernel.phases.common import draw, mediator_number, party
from sim.kernel.rules.reputation import damaged
from sim.kernel.world import ARBITRATOR, COMMISSION, HOTLINE, MONITORS, NEVER, NOBODY, World


def accuse(world: World, tick: int, f: int, s: int, hour: float, truth: int, k: int) -> None:
    """Side s accuses the other in public, some minutes after `hour`; the first time is kept."""
    truce = world.truces[f]
    u = draw(world, tick, purposes.ACCUSE, world.sides[f, s]["subject"], k)
    spoken = hour + 24.0 * exponential(u, world.rules[0]["accusation_rate"])
    earlier = truce["first_accusation_first"]
    if s == 1:
        earlier = truce["first_accusation_second"]
    if spoken >= earlier:
        return
    if s == 0:
        truce["first_accusation_first"] = spoken
    else:
        truce["first_accusation_second"] = spoken
    world.sides[f, s]["accusation_truth"] = truth


def speak_up(world: World, log: Log, tick: int, f: int) -> None:
    """Log each side's first accusation, once all incidents of the step are known."""
    truce = world.truces[f]
    for s in range(2):
        side = world.sides[f, s]
        spoken = float(truce["first_accusation_first"])
        if s == 1:
            spoken = float(truce["first_accusation_second"])
        if side["spoke"] == 0 and spoken < NEVER:
            side["spoke"] = 1
            minutes = 60.0 * (spoken - float(truce["effective_hour"]))
            truth = float(side["accusation_truth"])
            emit(
                log, tick, spoken, logs.ACCUSATION, party(world, f, s), party(world, f, 1 - s),
                f, truth, (minutes, truth),
            )  # fmt: skip


def blame(world: World, f: int, s: int) -> None:
    """Side s believes that the other fired: tension and distrust grow."""
    truce = world.truces[f]
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    if s == 0:
        truce["blamed_by_first"] += 1.0
    else:
        truce["blamed_by_second"] += 1.0
    world.sides[f, s]["other_fired"] = 1
    world.sides[f, s]["blamed"] += 1.0
    if world.on[0]["tension"] == 1:
        truce["tension"] += world.rules[0]["tension_weight"]
    if world.on[0]["memory"] == 1:
        world.pairs[i, j]["broken"] += 1.0


def misreads(world: World, tick: int, f: int, s: int, k: int) -> bool:
    """Whether side s takes the other's fire for something else (a hotline clears some up)."""
    if world.on[0]["misperception"] == 0:
        return False
    chance = float(world.rules[0]["misperception"])
    if world.truces[f]["terms"] & HOTLINE != 0 and world.on[0]["measures"] == 1:
        chance *= 1.0 - world.rules[0]["hotline"]
    return draw(world, tick, purposes.MISREAD, world.sides[f, s]["subject"], k) < chance


def mistakes_own(world: World, tick: int, f: int, s: int, k: int) -> bool:
    """Whether side s takes an accident of its own for the other's fire (a hotline clears some up).

    Asked only of a side that blames the other: its draw stands apart from that of `misreads`, which
    is about incidents of the other side.
    """
    if world.on[0]["misperception"] == 0:
        return False
    if world.truces[f]["terms"] & HOTLINE == 0 or world.on[0]["measures"] == 0:
        return True
    u = draw(world, tick, purposes.MISREAD, world.sides[f, s]["subject"], k)
    return bool(u >= world.rules[0]["hotline"])


def arbitrated_right(world: World, tick: int, f: int, k: int) -> bool:
    """Whether an arbitrator, if the terms have one, finds out who fired."""
    if world.truces[f]["terms"] & ARBITRATOR == 0 or world.on[0]["measures"] == 0:
        return False
    u = draw(world, tick, purposes.ARBITER, world.fronts[f]["subject"], k)
    return bool(u >= world.rules[0]["arbitrator_error"])


def kill(world: World, tick: int, f: int, s: int, k: int) -> None:
    """What an incident costs side s, which was fired at, in lives."""
    i = party(world, f, s)
    u = draw(world, tick, purposes.INCIDENT_DEATHS, world.sides[f, s]["subject"], k)
    killed = float(poisson(u, world.rules[0]["incident_deaths"]))
    world.sides[f, s]["deaths"] += killed
    world.sides[f, s]["day_deaths"] += killed
    world.belligerents[i]["losses"] += killed


def incident(
    world: World, log: Log, tick: int, f: int, s: int, hour: float, cause: int, k: int
) -> None:
    """Side s fires at `hour`; k tells the incidents of one step apart."""
    truce = world.truces[f]
    side = world.sides[f, s]
    i = party(world, f, s)
    j = party(world, f, 1 - s)
    truce["first_incident"] = min(truce["first_incident"], hour)
    if truce["violator"] == NOBODY:
        truce["violator"] = i
    side["fired"] = 1
    if cause == logs.DELIBERATE:
        side["broke"] = 1
    emit(
        log, tick, hour, logs.INCIDENT, i, j, f, float(cause),
        (float(cause), float(side["keep"]), float(side["break_"]), float(side["hazard"]),
         float(truce["tension"])),
    )  # fmt: skip
    kill(world, tick, f, 1 - s, k)
    right = arbitrated_right(world, tick, f, k)
    if right or not misreads(world, tick, f, 1 - s, k):
        blame(world, f, 1 - s)
        accuse(world, tick, f, 1 - s, hour, logs.TRUE, k)
    blames_other = world.belligerents[i]["blames_other"]
    u = draw(world, tick, purposes.BLAME, side["subject"], k)
    if u < blames_other:
        truth = logs.INVENTED
        if cause == logs.ACCIDENT and not right and mistakes_own(world, tick, f, s, k):
            truth = logs.MISTAKEN
            blame(world, f, s)
        accuse(world, tick, f, s, hour, truth, k)
    await_verdict(world, tick, f, s, hour, k)


def await_verdict(world: World, tick: int, f: int, s: int, hour: float, k: int) -> None:
    """Monitors, a commission or a format's observers may look into an incident of side s: one
    verdict at a time."""
    truce = world.truces[f]
    watched = truce["terms"] & MONITORS != 0 and world.on[0]["monitors"] == 1
    watched = watched or (truce["terms"] & COMMISSION != 0 and world.on[0]["measures"] == 1)
    broker = int(truce["broker"])
    watched = watched or (broker != NOBODY and observers_report(world, broker) > 0.0)
    if not watched or truce["verdict_due"] < NEVER:
        return
    subject = world.fronts[f]["subject"]
    if draw(world, tick, purposes.ACCESS, subject, k) >= truce["access"]:
        return
    right = draw(world, tick, purposes.VERDICT, subject, k) < truce["accuracy"]
    truce["verdict_author"] = party(world, f, s)
    truce["verdict"] = party(world, f, s)
    if not right:
        truce["verdict"] = party(world, f, 1 - s)
    truce["verdict_due"] = hour + truce["delay_hours"]


def publish(world: World, log: Log, tick: int, f: int, until: float) -> None:
    """A verdict that is due by `until` becomes public: it costs the blamed side standing with the
    broker, and calms the side that had blamed the other without reason."""
    truce = world.truces[f]
    if truce["verdict_due"] > until:
        return
    blamed = int(truce["verdict"])
    right = blamed == truce["verdict_author"]
    m = int(truce["broker"])
    source = NOBODY
    if m != NOBODY:
        source = mediator_number(world, m)
        if world.on[0]["memory"] == 1:
            mild = 1.0 - bias_toward(world, m, int(truce["acting"]), blamed)
            loss = world.rules[0]["failure"] * mild
            world.standing[blamed, m]["value"] = damaged(world.standing[blamed, m]["value"], loss)
    value = 0.0
    if right:
        value = 1.0
    emit(
        log, tick, float(truce["verdict_due"]), logs.VERDICT, source, blamed, f, value,
        (value, float(truce["accuracy"])),
    )  # fmt: skip
    truce["verdict_due"] = NEVER
    if truce["public_verdict"] == NOBODY:
        truce["public_verdict"] = blamed
    calm_down(world, f, blamed)


def calm_down(world: World, f: int, blamed: int) -> None:
    """A public record that lays fire at one side's own door takes back that side's grievance."""
    truce = world.truces[f]
    for s in range(2):
        if party(world, f, s) == blamed and world.sides[f, s]["blamed"] > 0.0:
            world.sides[f, s]["blamed"] -= 1.0
            world.sides[f, s]["other_fired"] = 0
            truce["tension"] = max(0.0, truce["tension"] - world.rules[0]["tension_weight"])
