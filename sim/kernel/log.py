"""What a war leaves behind: events with the terms of every decision, truces, days.

The log is a handful of arrays that phases append to. Its counts always advance, so that a log too
small is noticed and the war is fought again with more room (its luck is addressed: the same war).
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ENGAGEMENT = 1
POSITION_TAKEN = 2
INITIATIVE = 3
TALKS = 4
ATTENDANCE = 5
OFFER = 6
RESPONSE = 7
SIGNED = 8
IN_FORCE = 9
INCIDENT = 10
ACCUSATION = 11
VERDICT = 12
COLLAPSE = 13
EXPIRY = 14
RENEWAL = 15
CONSOLIDATION = 16
HANDOVER = 17
CONDUCT = 18
LEAVES = 19
FORUM_SHOPPING = 20
HALT = 21
ADVICE = 22
EXOGENOUS = 23
DECISION = 24
JOINS = 25
EXCHANGE = 26
RIPE = 27
ENDORSES = 28
UNDERTAKING = 29

MAX_TERMS = 15

# kind -> (name, names of its terms), in the order in which they are logged
KINDS: dict[int, tuple[str, tuple[str, ...]]] = {
    ENGAGEMENT: ("engagement", ("position", "line", "log_ratio", "terrain", "probability")),
    POSITION_TAKEN: ("position_taken", ("position", "share", "people", "line")),
    INITIATIVE: (
        "initiative",
        ("rate", "concern", "salience", "ripeness", "credibility", "rivals", "scripted"),
    ),
    TALKS: ("talks", ("round", "first_attends", "second_attends")),
    ATTENDANCE: ("attendance", ("value_here", "value_elsewhere", "standing", "forums")),
    OFFER: (
        "offer",
        (
            "line",
            "issues",
            "terms",
            "effective_hour",
            "seen_war_first",
            "seen_war_second",
            "range_low",
            "range_high",
            "signing_first",
            "signing_second",
            "guarantee",
            "attribution",
            "fixed_days",
            "mode",
        ),
    ),
    RESPONSE: (
        "response",
        (
            "keep",
            "break",
            "refuse",
            "audience",
            "pressure",
            "war",
            "share_offered",
            "kept_probability",
            "signing_probability",
            "guarantee",
            "attribution",
            "penalty",
            "first_strike",
            "war_own",
            "war_others",
        ),
    ),
    SIGNED: (
        "signed",
        (
            "class",
            "terms",
            "line",
            "effective_hour",
            "fixed_days",
            "issues",
            "mode",
        ),
    ),
    IN_FORCE: ("in_force", ("truce", "terms", "line")),
    INCIDENT: ("incident", ("cause", "keep", "break", "hazard", "tension")),
    ACCUSATION: ("accusation", ("minutes", "truth")),
    VERDICT: ("verdict", ("right", "accuracy")),
    COLLAPSE: ("collapse", ("cause", "keep", "break", "margin", "tension", "limit", "hours")),
    EXPIRY: ("expiry", ("days",)),
    RENEWAL: ("renewal", ("days", "keep_first", "break_first", "keep_second", "break_second")),
    CONSOLIDATION: ("consolidation", ("days", "tension")),
    HANDOVER: ("handover", ("position", "share", "people", "line")),
    CONDUCT: (
        "conduct",
        (
            "keep",
            "break",
            "hazard",
            "kept_probability",
            "guarantee",
            "attribution",
            "penalty",
            "war",
            "line",
            "first_strike",
            "war_others",
        ),
    ),
    LEAVES: ("leaves", ("rounds", "days")),
    FORUM_SHOPPING: ("forum_shopping", ("value_here", "value_elsewhere")),
    HALT: ("halt", ("days", "war", "share_held", "rate")),
    ADVICE: ("advice", ("signal", "bias", "credible", "before", "after")),
    EXOGENOUS: ("event", ("event", "value")),
    DECISION: ("decision", ("line",)),
    JOINS: ("joins", ("willingness",)),
    EXCHANGE: ("exchange", ("trust_first", "trust_second")),
    RIPE: ("ripe", ("war_first", "war_second", "held_first", "held_second")),
    ENDORSES: ("endorses", ("willingness",)),
    UNDERTAKING: (
        "undertaking",
        ("restraint", "first_agrees", "second_agrees", "chance_first", "chance_second"),
    ),
}

# causes of an incident
DELIBERATE, ACCIDENT, ANSWER, ERROR = 0, 1, 2, 3
# truth of an accusation
TRUE, MISTAKEN, INVENTED = 0, 1, 2
# causes of a truce's end
CENSORED, BROKEN, ESCALATED, EXPIRED, DEFAULTED, SUPERSEDED, HAZARD = 0, 1, 2, 3, 4, 5, 6
CAUSES = ("censored", "broken", "escalated", "expired", "defaulted", "superseded", "hazard")
# mode of an offer
MEDIATED, DIRECT_TALKS, UNILATERAL, OPENING = 0, 1, 2, 3
MODES = ("mediated", "direct", "unilateral", "opening")

EVENT = np.dtype(
    [
        ("tick", "i8"),
        ("hour", "f8"),
        ("kind", "i8"),
        ("actor", "i8"),
        ("target", "i8"),
        ("front", "i8"),
        ("value", "f8"),
        ("n_terms", "i8"),
    ]
)
DAY_FRONT = np.dtype(
    [
        ("line", "i8"),
        ("engagements", "i8"),
        ("tension", "f8"),
        ("ripe", "i8"),
        ("range_width", "f8"),
        ("status", "i8"),
        ("intensity", "f8"),
    ]
)
DAY_SIDE = np.dtype(
    [
        ("deaths", "f8"),
        ("reported_deaths", "f8"),
        ("belief", "f8"),
        ("war_value", "f8"),
        ("held_value", "f8"),
        ("force", "f8"),
        ("type_belief", "f8"),
    ]
)

Array = NDArray[Any]


class Log(NamedTuple):
    """The record of one war."""

    counts: Array  # (3,): events, finished truces, days written
    events: Array  # (capacity,) of EVENT
    terms: Array  # (capacity, MAX_TERMS)
    truces: Array  # (capacity,) of TRUCE: finished truces
    day_fronts: Array  # (days, fronts) of DAY_FRONT
    day_sides: Array  # (days, belligerents) of DAY_SIDE


def emit(
    log: Log,
    tick: int,
    hour: float,
    kind: int,
    actor: int,
    target: int,
    front: int,
    value: float,
    terms: tuple[float, ...],
) -> None:
    """Append an event; beyond the capacity only the count advances."""
    k = log.counts[0]
    log.counts[0] = k + 1
    if k >= log.events.shape[0]:
        return
    row = log.events[k]
    row["tick"] = tick
    row["hour"] = hour
    row["kind"] = kind
    row["actor"] = actor
    row["target"] = target
    row["front"] = front
    row["value"] = value
    row["n_terms"] = len(terms)
    for j in range(len(terms)):
        log.terms[k, j] = terms[j]
