"""What mediation and truces do to the daily deaths."""

import numpy as np

from sim.kernel.log import MEDIATED
from sim.kernel.world import LINE
from sim.studies.facts.agreements import Agreements, Flags
from sim.studies.facts.fought import HOURS, Ints, Wars
from sim.studies.facts.quantities import Pooled
from sim.studies.facts.stylised import Arms, Findings, Shown

MONTH, AROUND = 30, 3  # days


def by_stalemate(arms: Arms, unchanged: Arms) -> Findings:
    """S8: the same wars with and without a visit; moments sorted by the unchanged war without."""
    twin = unchanged["nobody"]
    parts: dict[bool, list[tuple[Pooled, int]]] = {False: [], True: []}
    for name, wars in arms.items():
        if name != "nobody":
            day = int(name.removeprefix("day_"))
            for ripe, some in parts.items():
                visited = visited_when(wars, twin, day, ripe)
                some.append((deaths_after(wars, arms["nobody"], visited, day), day))
    pooled = {ripe: together([part for part, _ in some]) for ripe, some in parts.items()}
    words = {False: "before a hurting stalemate", True: "in a hurting stalemate"}
    shown = [Shown(f"{words[ripe]}, all days", found) for ripe, found in pooled.items()]
    shown += [
        Shown(f"{words[ripe]}, visit on day {day}", part)
        for ripe, some in parts.items()
        for part, day in some
        if part.size
    ]
    measures = {"ratio_before": pooled[False], "ratio_in_stalemate": pooled[True]}
    return Findings(measures, "deaths in 30 days with a visit over those without", shown, {})


def visited_when(wars: Wars, twin: Wars, day: int, ripe: bool) -> Ints:
    """Wars that were visited on a day, at war on the eve, in a hurting stalemate then or not."""
    visited = np.zeros(len(wars.point), bool)
    visited[wars.talks["war"]] = True
    if day - 1 >= twin.ripe.shape[1]:
        return np.flatnonzero(visited & False)
    eve: Flags = twin.at_war[:, day - 1] & (twin.ripe[:, day - 1] == ripe)
    return np.flatnonzero(visited & eve)


def deaths_after(wars: Wars, twin: Wars, chosen: Ints, day: int) -> Pooled:
    """Deaths on both sides in a month from the day after, over those of the same wars unvisited."""
    window = slice(day + 1, day + 1 + MONTH)
    return Pooled(
        wars.deaths[chosen, window].sum(axis=(1, 2)), twin.deaths[chosen, window].sum(axis=(1, 2)),
        wars.point[chosen], wars.points,
    )  # fmt: skip


def together(parts: list[Pooled]) -> Pooled:
    """Several groups as one."""
    above, below, point = (np.concatenate([part[k] for part in parts]) for k in range(3))
    return Pooled(above, below, point, parts[0].points)


def by_truce(arms: Arms, unchanged: Arms) -> Findings:
    """S9: deaths of the first party around mediated truces, bare and guarded."""
    arm = Agreements(arms["endogenous"])
    mediated = arm.rows["mode"] == MEDIATED
    line = arm.rows["terms"] & LINE != 0
    guarded = mediated & line & (arm.rows["peacekeepers"] > 0.0)
    bare = ratio_around(arm, mediated & ~line & ~arm.provided)
    shown = [
        Shown("bare truces (observed: 1.62, 0.91, 1.11)", bare),
        Shown("line and soldiers", ratio_around(arm, guarded), 0.09),
        Shown("a line without soldiers", ratio_around(arm, mediated & line & ~guarded)),
    ]
    measures = {"ratio_bare": bare, "ratio_guarded": ratio_around(arm, guarded)}
    return Findings(measures, "deaths in 3 days after over 3 days before", shown, {})


def ratio_around(arm: Agreements, chosen: Flags) -> Pooled:
    """Deaths after over before entry into force, its own day left out; whole windows only."""
    wars = arm.wars
    day = (arm.rows["effective_hour"] // HOURS).astype(np.int64)
    whole = (day >= AROUND) & (day + 1 + AROUND <= wars.lasted[wars.owner])
    at = np.flatnonzero(chosen & whole)
    deaths, war = wars.deaths[:, :, 0], wars.owner[at]
    before = sum(deaths[war, day[at] - k] for k in range(1, AROUND + 1))
    after = sum(deaths[war, day[at] + k] for k in range(1, AROUND + 1))
    return Pooled(
        np.asarray(after, np.float64), np.asarray(before, np.float64), arm.point[at], arm.points
    )
