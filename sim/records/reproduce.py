"""Fight a recorded run again, and compare what it left with what it leaves now."""

from pathlib import Path
from typing import Any, NamedTuple

from sim.cast import cast_of
from sim.records.columns import TABLES
from sim.records.errors import RecordError
from sim.records.hashing import code_hash, machine_fingerprint, table_hash
from sim.records.manifest import NAME, scenario_from, versions
from sim.records.reading import read_manifest
from sim.records.simulate import Follow, wars
from sim.records.tables import Collector
from sim.scenario.errors import display


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


def reproduce(directory: str | Path, follow: Follow | None = None) -> Reproduction:
    """Fight a run again from its manifest alone.

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
    now = _fight_again(folder, manifest, follow)
    recorded = {name: str(one["hash"]) for name, one in manifest["tables"].items()}
    differences = [
        Difference(f"table {name}", recorded[name], now[name])
        for name in recorded
        if recorded[name] != now[name]
    ]
    return Reproduction(not differences, differences, _circumstances(manifest))


def _fight_again(folder: Path, manifest: dict[str, Any], follow: Follow | None) -> dict[str, str]:
    """Hashes of the tables when the wars of a manifest are fought once more."""
    try:
        scenario = scenario_from(manifest, folder / NAME)
        counts = {name: int(one["wars"]) for name, one in manifest["tables"].items()}
        unknown = counts.keys() - set(TABLES)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RecordError(f"{display(folder / NAME)}: damaged: cannot be fought again") from None
    if unknown:
        raise RecordError(f"{display(folder / NAME)}: unknown tables: {', '.join(sorted(unknown))}")
    collector = Collector(cast_of(scenario.case))
    first = manifest["first_replicate"]
    for k, finished in enumerate(
        wars(scenario, manifest["seed"], first, manifest["fought"], follow=follow)
    ):
        collector.add(finished, [name for name, count in counts.items() if k < count])
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
