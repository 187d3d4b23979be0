"""Fight a recorded run again, and compare what it left with what it leaves now."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from sim.cast import cast_of
from sim.records.arguments import ENGINES
from sim.records.columns import TABLES
from sim.records.draws import draws_from
from sim.records.errors import RecordError
from sim.records.hashing import code_hash, machine_fingerprint, table_hash
from sim.records.manifest import NAME, scenario_from, versions
from sim.records.plan import Plan
from sim.records.reading import read_manifest
from sim.records.simulate import LOG, pieces
from sim.records.tables import Collector
from sim.scenario.errors import display

Say = Callable[[str], object]


class Difference(NamedTuple):
    """Something that is not as recorded."""

    what: str
    recorded: str
    now: str


class Reproduction(NamedTuple):
    """Whether the wars came out the same, and what else is not as it was."""

    identical: bool
    differences: list[Difference]
    circumstances: list[Difference]  # code, versions, machine: may explain a difference


def reproduce(
    directory: str | Path,
    engine: str | None = None,
    workers: int | None = None,
    say: Say = LOG.warning,
) -> Reproduction:
    """Fight a run again from its manifest alone.

    Args:
        engine: `mesa` or `compiled`; None takes the one that fought it.
        workers: threads of the compiled engine; None: one per processor.
        say: takes a line for the user, when the compiler is at work.

    Raises:
        RecordError: when the folder holds no run, or one with decisions of one's own.
    """
    folder = Path(directory)
    manifest = read_manifest(folder)
    if manifest["agents"]:
        own = ", ".join(f"{name} ({kind})" for name, kind in manifest["agents"].items())
        raise RecordError(
            f"{display(folder / NAME)}: it was fought with decisions of one's own, which a "
            f"manifest does not hold: {own}. Fight it again from Python, with agents=..."
        )
    plan, counts = _recorded(folder, manifest, engine)
    now = _fight_again(plan, counts, workers, say)
    recorded = {name: str(one["hash"]) for name, one in manifest["tables"].items()}
    differences = [
        Difference(f"table {name}", recorded[name], now[name])
        for name in recorded
        if recorded[name] != now[name]
    ]
    return Reproduction(not differences, differences, _circumstances(manifest))


def _recorded(
    folder: Path, manifest: dict[str, Any], engine: str | None
) -> tuple[Plan, dict[str, int]]:
    """What was fought, and of how many wars each table was kept."""
    path = display(folder / NAME)
    fought_by = engine or manifest["engine"]
    try:
        scenario = scenario_from(manifest, folder / NAME)
        counts = {name: int(one["wars"]) for name, one in manifest["tables"].items()}
        draws = draws_from(manifest.get("uncertainty"))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RecordError(f"{path}: damaged: cannot be fought again") from None
    unknown = counts.keys() - set(TABLES)
    if unknown:
        raise RecordError(f"{path}: unknown tables: {', '.join(sorted(unknown))}")
    if fought_by not in ENGINES or fought_by == "auto":
        raise RecordError(f"{path}: fought by an unknown engine: {fought_by}")
    first, fought = manifest["first_replicate"], manifest["fought"]
    return Plan(scenario, manifest["seed"], first, fought, fought_by, draws=draws), counts


def _fight_again(
    plan: Plan, counts: dict[str, int], workers: int | None, say: Say
) -> dict[str, str]:
    """Hashes of the tables when the wars are fought once more."""
    if plan.engine == "compiled":
        from sim.engines.ready import make_ready

        make_ready(plan.scenario, say)
    collector = Collector(cast_of(plan.scenario.case))
    for piece in pieces(plan, counts, workers=workers):
        collector.take(piece, counts)
    return {name: table_hash(collector.frame(name)) for name in counts}


def _circumstances(manifest: dict[str, Any]) -> list[Difference]:
    then, today = dict(manifest.get("versions") or {}), versions()
    found = [
        Difference(f"version of {name}", str(then.get(name, "unknown")), version)
        for name, version in today.items()
        if then.get(name) != version
    ]
    for what, key, current in (
        ("the model's code", "code", code_hash()),
        ("exp and log of this machine", "fingerprint", machine_fingerprint()),
    ):
        if manifest.get(key) != current:
            found.append(Difference(what, str(manifest.get(key)), current))
    return found
