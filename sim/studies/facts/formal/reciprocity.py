"""Fire held under a truce: `noisy-reciprocity` and `attribution`.

Doctrines by the names of the tables: ALLC restraint, ALLD aggressive, TFT retaliate, GTFT generous,
CTFT contrite, WSLS win-stay, GRIM1 grim.
"""

from typing import Any

from sim.kernel.world import Array
from sim.studies.facts.closed_forms import Row, rows
from sim.studies.facts.comparison import Comparison, mean, share
from sim.studies.facts.wars import Settings, ends

DOCTRINES = {
    "ALLC": ("restraint", 0.0), "ALLD": ("aggressive", 0.0), "TFT": ("retaliate", 0.0),
    "GTFT10": ("generous", 0.1), "GTFT30": ("generous", 0.3), "GTFT1/3": ("generous", 1.0 / 3.0),
    "CTFT": ("contrite", 0.0), "WSLS": ("win_stay", 0.0), "GRIM1": ("grim", 0.0),
    "RANDOM": ("random", 0.0),
}  # fmt: skip
# error, pair, rounds after which the start from peace is forgotten (to 2e-4 or better)
PAIRS = (
    (0.05, "GTFT30", "GTFT30", 16), (0.1, "GTFT1/3", "ALLC", 4), (0.1, "TFT", "ALLD", 4),
    (0.1, "GTFT30", "GTFT10", 18), (0.1, "TFT", "GTFT1/3", 18), (0.1, "GRIM1", "RANDOM", 10),
)  # fmt: skip
# pair against itself, share of the wars, rounds that are forgotten, rounds that are counted
LONG = (("CTFT", 0.1, 20, 80), ("TFT", 0.05, 90, 160))
FEWEST = 200


def playing(first: str, second: str) -> dict[str, Any]:
    """The doctrines of both sides, by their names in the tables."""
    settings: dict[str, Any] = {}
    for side, name in (("a", first), ("b", second)):
        doctrine, generosity = DOCTRINES[name]
        settings[f"belligerents.{side}.doctrine"] = doctrine
        settings[f"belligerents.{side}.generosity"] = generosity
    return settings


def sides_after(name: str, wars: int, rounds: int, settings: Settings) -> Array:
    """Both sides after so many rounds (a round is a day), (wars, 2)."""
    days = {"scenario.aftermath_days": float(rounds)}
    sides: Array = ends(name, wars, {**settings, **days}).sides[:, 0]
    return sides


def held_last(name: str, wars: int, rounds: int, settings: Settings) -> Array:
    """Whether each side held its fire in the last round: one of each war, which are independent."""
    held: Array = sides_after(name, wars, rounds, settings)["fired"] == 0
    return held


def long_run(name: str, wars: int, burn: int, rounds: int, settings: Settings) -> Array:
    """Share of rounds held after the first `burn`, mean of both sides, war by war.

    Wars of one replicate share their luck, so the longer run contains the shorter.
    """
    before = sides_after(name, wars, burn, settings)["held_rounds"]
    after = sides_after(name, wars, burn + rounds, settings)["held_rounds"]
    share_held: Array = (after - before).mean(axis=1) / rounds
    return share_held


def _row(table: str, **keys: Any) -> Row:
    def fits(row: Row) -> bool:
        return all(
            float(row[key]) == value if isinstance(value, float) else row[key].startswith(value)
            for key, value in keys.items()
        )

    return next(row for row in rows(table) if fits(row))


def doctrines(wars: int) -> list[Comparison]:
    """Long-run shares of pairs of doctrines whose orders sometimes go wrong."""
    found = []
    for error, first, second, rounds in PAIRS:
        table = rows("noisy_reciprocity")
        [row] = [
            row for row in table
            if (float(row["noise_eps"]), row["A"], row["B"]) == (error, first, second)
        ]  # fmt: skip
        settings = playing(first, second) | {"rules.truces.execution_error": error}
        held = held_last("noisy-reciprocity", wars, rounds, settings)
        where = f"{first} and {second}, error {error:g}"
        for name, seen, key in (
            ("first side", held[:, 0], "coop_rate_A"),
            ("second side", held[:, 1], "coop_rate_B"),
            ("both", held.all(axis=1), "P_CC"),
            ("neither", ~held.any(axis=1), "P_DD"),
        ):
            found.append(share(f"held by {name}, {where}", seen, float(row[key])))
    for name, part, burn, rounds in LONG:
        row = _row("noisy_reciprocity", noise_eps=0.05, A=name, B=name)
        settings = playing(name, name) | {"rules.truces.execution_error": 0.05}
        count = max(FEWEST, round(part * wars / 2))
        seen = long_run("noisy-reciprocity", count, burn, rounds, settings)
        where = f"{name} against itself, error 0.05"
        found.append(mean(f"held, {where}", seen, float(row["coop_rate_A"]), count * rounds))
    return found


def seeing(error: float, terms: list[str]) -> dict[str, Any]:
    """A truce with these terms, in which held fire is taken for fire with `error`."""
    return {"rules.truces.false_alarm": error, "fronts.line.truce.terms": terms}


def attribution(wars: int) -> list[Comparison]:
    """Private error, a public record, an arbitrator."""
    found = []
    row = _row("attribution_and_arbitration", rule="TFT", perception_error_e=0.3)
    held = held_last("attribution", wars, 10, playing("TFT", "TFT") | seeing(0.3, []))
    expected = float(row["long_run_cooperation"])
    found += [
        share(f"held by {who}, TFT, private error 0.3", held[:, s], expected)
        for s, who in enumerate("ab")
    ]
    for error in (0.1, 0.3):
        row = _row("attribution_and_arbitration", rule="GTFT", perception_error_e=error)
        settings = playing("GTFT1/3", "GTFT1/3") | seeing(error, [])
        held = held_last("attribution", wars, 11, settings)
        expected = float(row["long_run_cooperation"])
        found.append(share(f"held, GTFT, private error {error:g}", held[:, 0], expected))
        count = max(FEWEST, wars // 50)
        seen = long_run("attribution", count, 60, 80, seeing(error, []))
        found.append(mean(f"held, CTFT, private error {error:g}", seen, 0.5, count * 80))
        found += _records(error, wars)
    return found


def _records(error: float, wars: int) -> list[Comparison]:
    found = []
    for rule, terms in (("CTFT public standing", "monitors"), ("CTFT + arbitration", "arbitrator")):
        row = _row("attribution_and_arbitration", rule=rule, perception_error_e=error)
        count = max(FEWEST, wars // 5)
        seen = long_run("attribution", count, 10, 6, seeing(error, [terms]))
        name = f"held, CTFT with {terms}, error {error:g}"
        found.append(mean(name, seen, float(row["long_run_cooperation"]), count * 6))
    return found
