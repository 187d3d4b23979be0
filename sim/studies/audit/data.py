"""An audit as JSON holds it."""

from typing import Any

from sim.scenario.errors import Fault
from sim.studies.audit.machine import Edge
from sim.studies.audit.reading import Reached
from sim.studies.audit.verdicts import Verdict
from sim.studies.audit.whole import Audit
from sim.studies.audit.words import between


def as_dict(audit: Audit) -> dict[str, Any]:
    """What `sim check --audit --json` prints under `audit`."""
    return {
        "ok": audit.ok,
        "scenario": audit.scenario.id,
        "seed": audit.seed,
        "wars": audit.wars,
        "seconds": round(audit.seconds, 3),
        "seeds": audit.seeds.as_dict(),
        "parameters": [_verdict(audit, one) for one in audit.verdicts],
        "dead": [one.move.label for one in audit.dead],
        "unexplained": [one.move.label for one in audit.unexplained],
        "stale": audit.stale,
        "mechanisms": [_verdict(audit, one) for one in audit.switches],
        "idle": [one.move.label for one in audit.idle],
        **_reached(audit.reached),
        "costs": audit.costs.as_dict(),
    }


def _verdict(audit: Audit, one: Verdict) -> dict[str, Any]:
    effect = one.effect
    return {
        "address": one.move.address,
        "label": one.move.label,
        "basis": one.move.basis,
        "values": list(one.arms),
        "stated": one.move.address in audit.scenario.origins,
        "shows": one.shows,
        "changed": one.changed,
        "measure": None if effect is None else effect.measure,
        "effect": None if effect is None else effect.size,
        "error": None if effect is None else effect.error,
        "reason": audit.reasons.get(one.move.label, ""),
        "explained": audit.explained.get(one.move.label, ""),
    }


def _reached(reached: Reached) -> dict[str, Any]:
    return {
        "states": dict(reached.states),
        "states_missed": reached.states_missed,
        "edges": [_edge(edge) | {"times": n} for edge, n in sorted(reached.edges.items())],
        "edges_missed": [_edge(edge) for edge in reached.edges_missed],
        "edges_unlisted": [_edge(edge) for edge in reached.unlisted],
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {"from": edge.before, "to": edge.after, "what": edge.what}


def faults(audit: Audit) -> list[Fault]:
    """What an audit found wrong, with the place in the file."""
    found = []
    if not audit.seeds.bind:
        where = audit.scenario.where("scenario.seed")
        told = f"again {audit.seeds.again}, other threads {audit.seeds.workers}"
        allowed = "the same seed the same wars, another seed others"
        found.append(
            Fault(where.file, where.line, "scenario.seed", told, allowed, "", "it does not bind")
        )
    allowed = "it moves some row of runs or truces, or [scenario.explained] says why not"
    for one in audit.unexplained:
        label = one.move.label
        where = audit.scenario.where(one.move.address)
        told, why = f"no difference {between(one)}", audit.reasons[label]
        found.append(Fault(where.file, where.line, label, told, allowed, why, "it moves nothing"))
    return found
