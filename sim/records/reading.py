"""`read`: tables and manifest of a run, from disk."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from sim.cast import cast_of
from sim.records.columns import TABLES, dtype_of, spec
from sim.records.draws import draws_from
from sim.records.errors import RecordError
from sim.records.hashing import table_hash
from sim.records.manifest import FORMAT, NAME, VERSION, scenario_from
from sim.records.runs import Runs
from sim.scenario.errors import display

SHAPE: dict[str, type | tuple[type, ...]] = {
    "run_id": str, "scenario": dict, "overrides": dict, "agents": dict, "seed": int,
    "first_replicate": int, "replicates": int, "fought": int, "complete": bool, "engine": str,
    "tables": dict, "started": str, "finished": str, "fingerprint": str,
}  # fmt: skip


def read(directory: str | Path) -> Runs:
    """The tables of a run that was written.

    Args:
        directory: the run's folder, the one that holds `manifest.json`.

    Raises:
        RecordError: when the folder holds no run, or a damaged one.
    """
    folder = Path(directory)
    manifest = read_manifest(folder)
    path = folder / NAME
    try:
        scenario = scenario_from(manifest, path)
        wars = {name: int(manifest["tables"][name]["wars"]) for name in manifest["tables"]}
        draws = draws_from(manifest.get("uncertainty"))
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        raise RecordError(f"{display(path)}: damaged: {_first_line(error)}") from None
    cast = cast_of(scenario.case)
    frames = {
        name: _read_table(folder / f"{name}.parquet", spec(name, cast))
        for name in TABLES
        if name in wars
    }
    return Runs(
        scenario, manifest["seed"], manifest["first_replicate"], manifest["replicates"],
        manifest["engine"], frames, wars, manifest["started"], manifest["finished"],
        manifest["agents"], draws,
    )  # fmt: skip


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run. Raises RecordError when it is missing, cut off or foreign."""
    path = folder / NAME
    shown = display(path)
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise RecordError(
            f"{display(folder)}: no run here: it has no {NAME}{_near(folder)}"
        ) from None
    except OSError as error:
        raise RecordError(f"{shown}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise RecordError(f"{shown}: not JSON: the file is damaged or cut off") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RecordError(f'{shown}: not the manifest of a run: no "format": "{FORMAT}"')
    if manifest.get("version") != VERSION:
        found = manifest.get("version")
        raise RecordError(f"{shown}: version {found} of the format; this simulator reads {VERSION}")
    for key, kind in SHAPE.items():
        if not isinstance(manifest.get(key), kind):
            raise RecordError(f'{shown}: damaged: "{key}" is missing or of the wrong kind')
    return manifest


def changed_tables(runs: Runs, manifest: dict[str, Any]) -> list[str]:
    """Names of tables whose content is not what the manifest says."""
    return [
        name
        for name, frame in runs.frames.items()
        if table_hash(frame) != manifest["tables"][name].get("hash")
    ]


def _near(folder: Path) -> str:
    """A hint at runs below a folder, or why there is nothing."""
    if not folder.exists():
        return " (there is no such folder)"
    below = next(iter(sorted(folder.glob(f"*/{NAME}")) + sorted(folder.glob(f"*/*/{NAME}"))), None)
    return f"; the nearest run is in {display(below.parent)}" if below else ""


def _read_table(path: Path, kinds: dict[str, str]) -> pd.DataFrame:
    try:
        table = pq.read_table(path, partitioning=None)
        frame = table.to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise RecordError(f"{display(path)}: cannot be read: {_first_line(error)}") from None
    if list(frame.columns) != list(kinds):
        raise RecordError(f"{display(path)}: its columns are not those of this scenario")
    return pd.DataFrame(
        {
            name: pd.Series(_column(frame[name], kind), dtype=dtype_of(kind))
            for name, kind in kinds.items()
        }
    )


def _column(column: "pd.Series[Any]", kind: str) -> Any:
    if kind == "terms":
        return [list(terms) for terms in column]
    return column.to_numpy()


def _first_line(error: BaseException) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(key) for key in first['loc'])}: {first['msg']}"
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
