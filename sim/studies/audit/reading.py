"""Which states and edges of the machine of agreements wars went through, from their events."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sim.engines.finished import Finished
from sim.kernel import log as logs
from sim.kernel.log import KINDS
from sim.kernel.world import LINE
from sim.studies.audit import machine as m
from sim.studies.audit.machine import EDGES, STATES, Edge

SIGNED = {
    logs.MEDIATED: m.MEDIATED,
    logs.DIRECT_TALKS: m.DIRECT,
    logs.UNILATERAL: m.UNILATERAL,
}
ENDED = {
    logs.BROKEN: m.BROKEN,
    logs.ESCALATED: m.ESCALATED,
    logs.DEFAULTED: m.DEFAULTED,
    logs.HAZARD: m.HAZARD,
}
STAYS = {logs.RENEWAL: m.RENEWAL, logs.HANDOVER: m.HANDOVER, logs.CONSOLIDATION: m.CONSOLIDATION}
MODE, TERMS, CAUSE = 6, 1, 0  # places of the terms of `signed`, `in_force`, `collapse`


@dataclass
class Reached:
    """What some wars went through: wars by state, fronts' passages by edge, events by kind."""

    wars: int = 0
    states: Counter[str] = field(default_factory=Counter)
    edges: Counter[Edge] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    launched: set[str] = field(default_factory=set)  # mediators that went in at least once

    def take(self, finished: Finished) -> None:
        """Count one war."""
        self.wars += 1
        passed = list(edges_of(finished))
        self.edges.update(passed)
        self.states.update({edge.after for edge in passed})
        rows = finished.log.events[: int(finished.log.counts[0])]
        for kind in rows["kind"].tolist():
            self.events[KINDS[kind][0]] += 1
        for actor in set(rows["actor"][rows["kind"] == logs.INITIATIVE].tolist()):
            self.launched.add(finished.cast.actor(actor))

    def add(self, other: "Reached") -> None:
        """Count what other wars went through too."""
        self.wars += other.wars
        self.states.update(other.states)
        self.edges.update(other.edges)
        self.events.update(other.events)
        self.launched |= other.launched

    @property
    def states_missed(self) -> list[str]:
        """States in which no front ever was."""
        return [state for state in STATES if not self.states[state]]

    @property
    def edges_missed(self) -> list[Edge]:
        """Edges through which no front ever went."""
        return [edge for edge in EDGES if not self.edges[edge]]

    @property
    def unlisted(self) -> list[Edge]:
        """Edges that the list lacks: the machine has grown and its list has not."""
        return [edge for edge in self.edges if edge not in EDGES]


def edges_of(finished: Finished) -> Iterator[Edge]:
    """The edges that the fronts of a war went through, in order."""
    log = finished.log
    states, consolidated = opening_states(finished), set[int]()
    for state in states:
        yield Edge(m.START, m.OPENS, state)
    for k in range(int(log.counts[0])):
        front = int(log.events["front"][k])
        if front < 0:
            continue
        row = log.events[k]
        edge = edge_at(int(row["kind"]), float(row["value"]), log.terms[k], states[front])
        if edge is None:
            continue
        if edge.what == m.CONSOLIDATION:
            consolidated.add(front)
        elif front in consolidated and edge.after != edge.before:
            consolidated.discard(front)
            if edge.after == m.WAR:
                edge = edge._replace(what=m.RELAPSE)
        states[front] = edge.after
        yield edge


def opening_states(finished: Finished) -> list[str]:
    """The state of each front before the first step."""
    fronts = finished.scenario.case.fronts.values()
    return [m.WAR if front.truce is None else m.TRUCE for front in fronts]


def edge_at(kind: int, value: float, terms: logs.Array, before: str) -> Edge | None:
    """The edge that an event stands for in a state, if it is one."""
    if kind == logs.SIGNED:
        what = SIGNED[int(terms[MODE])] if before == m.WAR else m.SUPERSEDED
        return Edge(before, what, m.ANNOUNCED)
    if kind == logs.IN_FORCE:
        settles = int(terms[TERMS]) & LINE
        return Edge(before, m.IN_FORCE, m.SETTLED if settles else m.TRUCE)
    if kind == logs.DECISION:
        return Edge(before, m.DECISION, m.DECIDED)
    if kind == logs.COLLAPSE:
        return Edge(before, ENDED[int(terms[CAUSE])], m.WAR)
    if kind == logs.UNDERTAKING:
        return Edge(before, m.UNDERTAKING, before) if value > 0.0 else None
    if kind == logs.EXPIRY:
        return Edge(before, m.EXPIRED, m.WAR)
    return Edge(before, STAYS[kind], before) if kind in STAYS else None
