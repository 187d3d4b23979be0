"""Tables and manifest into a folder: Parquet, CSV where that is small, and what columns mean."""

import io
import json
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.kernel.log import CAUSES, KINDS, MODES
from sim.kernel.world import STATUSES, TERMS
from sim.records.atomic import staged, write_file
from sim.records.columns import meanings, spec
from sim.records.manifest import NAME, manifest_of
from sim.records.runs import Runs

CSV_LIMIT = 10_000_000  # bytes
CSV_CHUNK = 20_000  # rows
RISKY = ("=", "+", "-", "@", "\t", "\r")

ARROW = {
    "int64": pa.int64(),
    "uint64": pa.uint64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "text": pa.string(),
    "terms": pa.list_(pa.float64()),
}


def write_runs(runs: Runs, directory: Path) -> dict[str, Any]:
    """Write the tables of some wars, `schema.json` and the manifest; return the manifest.

    Raises:
        WritingError: when that fails; nothing half-written is left.
    """
    manifest = manifest_of(runs)
    with staged(directory, last=NAME) as folder:
        for name, frame in runs.frames.items():
            _write_parquet(frame, spec(name, runs.cast), folder / f"{name}.parquet")
            _write_csv(frame, folder / f"{name}.csv")
        _write_json(schema_of(runs), folder / "schema.json")
        _write_json(manifest, folder / NAME)
    return manifest


def schema_of(runs: Runs) -> dict[str, Any]:
    """What the columns mean, and the names of the terms of each kind of event."""
    return {
        "tables": {name: meanings(name, runs.cast) for name in runs.frames},
        "terms": {name: list(terms) for name, terms in KINDS.values()},
        "numbers": {
            "collapse.cause": list(CAUSES),
            "incident.cause": ["deliberate", "accident", "answer", "error"],
            "accusation.truth": ["true", "mistaken", "invented"],
            "offer.mode": list(MODES),
            "status of a front": list(STATUSES),
        },
        "bits": {"terms of an agreement": {term: 1 << k for k, term in enumerate(TERMS)}},
    }


def _write_json(value: Any, path: Path) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    write_file(path, lambda stream: stream.write(f"{text}\n".encode()))


def _write_parquet(frame: pd.DataFrame, kinds: dict[str, str], path: Path) -> None:
    schema = pa.schema([(name, ARROW[kind]) for name, kind in kinds.items()])
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    write_file(path, lambda stream: pq.write_table(table, stream, compression="zstd"))


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    """A CSV file, unless it would reach ten megabytes: then there is none."""
    write_file(path, lambda stream: _csv(frame, stream))
    if path.stat().st_size >= CSV_LIMIT:
        path.unlink()


def _csv(frame: pd.DataFrame, stream: BinaryIO) -> None:
    texts = {name for name in frame.columns if frame[name].dtype == object}
    for start in range(0, max(len(frame), 1), CSV_CHUNK):
        part = frame.iloc[start : start + CSV_CHUNK].copy()
        for name in texts:
            part[name] = [csv_cell(item) for item in part[name]]
        rows = io.StringIO()
        header = [csv_cell(str(name)) for name in part.columns] if start == 0 else False
        part.to_csv(rows, index=False, header=header, lineterminator="\n")
        stream.write(rows.getvalue().encode())
        if stream.tell() >= CSV_LIMIT:
            return


def csv_cell(item: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: a quote before =, +, -, @; lists as JSON."""
    if isinstance(item, str):
        return f"'{item}" if item.startswith(RISKY) else item
    return item if item is None else json.dumps(item)
