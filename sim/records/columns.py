"""The columns of the four tables: names, kinds and what they mean, for one cast."""

from collections.abc import Iterator
from typing import Any

from sim.cast import Cast

TABLES = ("runs", "truces", "days", "events")

# kinds of column: int64, uint64, float64, bool, text (missing: None), terms (a list of floats)
Spec = dict[str, str]
Column = tuple[str, str, str]  # name, kind, meaning


def spec(table: str, cast: Cast) -> Spec:
    """Name and kind of each column of a table, in order."""
    return {name: kind for name, kind, _ in COLUMNS[table](cast)}


def dtype_of(kind: str) -> Any:
    """The numpy dtype of a kind of column; text and lists of terms are objects."""
    return object if kind in ("text", "terms") else kind


def meanings(table: str, cast: Cast) -> dict[str, str]:
    """What each column of a table means."""
    return {name: meaning for name, _, meaning in COLUMNS[table](cast)}


def run_columns(cast: Cast) -> Iterator[Column]:
    """Columns of `runs`, one row per replicate."""
    yield "scenario", "text", "id of the scenario"
    yield "replicate", "int64", "number of the war under its seed"
    yield "seed", "uint64", "seed of all its luck"
    yield "outcome", "text", "worst state over fronts at the end of the run"
    if len(cast.fronts) > 1:
        for front in cast.fronts:
            yield f"outcome_{front}", "text", f"state of {front} at the end of the run"
    yield "end_day", "float64", "first day of the agreement in force at the end, or of the decision"
    yield "deaths", "int64", "soldiers killed on all sides"
    for side in cast.belligerents:
        yield f"deaths_{side}", "int64", f"soldiers of {side} killed"
    yield "civilian_deaths", "int64", "civilians killed"
    yield "displaced", "float64", "people displaced"
    for front in cast.fronts:
        yield f"share_taken_{front}", "float64", "land that the first party lost by fighting"
    for front in cast.fronts:
        yield f"share_final_{front}", "float64", "land held by the first party at the end"
    yield "truces", "int64", "agreements signed or declared"
    yield "truces_broken", "int64", "agreements that collapsed: not expired, not superseded"
    yield "settled_by", "text", "format of the settlement in force at the end; credits nobody"
    yield "engagements", "int64", "engagements for a position"
    for side in cast.belligerents:
        yield f"cooperation_share_{side}", "float64", "rounds of a truce in which it held its fire"
    yield "status", "text", "done, when the war was fought to the end of its run"


def truce_columns(cast: Cast) -> Iterator[Column]:
    """Columns of `truces`, one row per agreement."""
    yield "replicate", "int64", "number of the war under its seed"
    yield "front", "text", "id of the front"
    yield "truce", "int64", "number of the agreement in its war, from 0"
    yield "broker", "text", "state that acted for the format; missing when nobody did"
    yield "format", "text", "mediator, or direct, unilateral, opening"
    yield "truce_class", "int64", "1 cessation, 2 preliminary, 3 definitive (as ETH/PRIO codes)"
    yield "announced_day", "float64", "day it was signed, 1 for the first"
    yield "effective_day", "float64", "day it came into force"
    yield "first_incident_hours", "float64", "from entry into force to the first incident"
    for side in cast.belligerents:
        yield f"first_accusation_hours_{side}", "float64", f"to the first accusation by {side}"
    yield "violator", "text", "author of the first incident, in this simulated war"
    yield "public_verdict", "text", "party that the public record blames; missing without verdict"
    for side in cast.belligerents:
        yield f"blamed_by_{side}", "float64", f"incidents that {side} blames on the other side"
    yield "ended_day", "float64", "day it ended; missing when alive at the end of the run"
    yield "lifetime_days", "float64", "from entry into force to its end, or to the end of the run"
    yield "censored", "bool", "alive at the end of the run: its life is longer than seen"
    yield "cause", "text", "why it ended"
    yield "monitors", "float64", "observers it brings"
    yield "peacekeepers", "float64", "soldiers it puts between the lines"
    yield "guarantee", "float64", "share of the gain from breaking that guarantors take away"


def day_columns(cast: Cast) -> Iterator[Column]:
    """Columns of `days`, one row per replicate and day."""
    yield "replicate", "int64", "number of the war under its seed"
    yield "day", "int64", "day of the war, 1 for the first; values at its end"
    for front in cast.fronts:
        yield f"line_{front}", "int64", "positions held by the first party"
    yield "engagements", "int64", "engagements of the day, all fronts"
    for side in cast.belligerents:
        yield f"deaths_{side}", "int64", f"soldiers of {side} killed on the day"
    for side in cast.belligerents:
        yield f"reported_deaths_{side}", "float64", f"deaths that {side} has admitted on the day"
    for side in cast.belligerents:
        yield f"belief_{side}", "float64", f"log quality ratio that {side} expects, own over other"
    for side in cast.belligerents:
        yield f"war_value_{side}", "float64", f"value of fighting on to {side} [stake]"
    yield (
        "range_width",
        "float64",
        "what both gain by the best line; negative: a gap [stake]",
    )
    for front in cast.fronts:
        yield f"tension_{front}", "float64", "tension of the truce"
    yield "ripe", "bool", "some front is ripe"


def event_columns(_: Cast) -> Iterator[Column]:
    """Columns of `events`, in the order in which they happened."""
    yield "replicate", "int64", "number of the war under its seed"
    yield "tick", "int64", "step of the clock, from 0"
    yield "hour", "float64", "hours since midnight before the first day, local time"
    yield "kind", "text", "kind of event"
    yield "actor", "text", "who acts; missing for nobody"
    yield "target", "text", "upon whom; missing for nobody"
    yield "front", "text", "where; missing for nowhere in particular"
    yield "value", "float64", "depends on the kind"
    yield "terms", "terms", "what went into the decision; names by kind under `terms`"


COLUMNS = {
    "runs": run_columns,
    "truces": truce_columns,
    "days": day_columns,
    "events": event_columns,
}
