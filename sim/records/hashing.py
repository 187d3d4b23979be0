"""Fingerprints: of tables, texts, the model's code, and this machine's exp and log."""

import hashlib
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

MODEL_CODE = (
    "kernel", "engines", "build", "cast.py", "records/tables.py", "records/frames.py",
    "records/outcomes.py",
)  # fmt: skip


def text_hash(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces, the same for the same value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def table_hash(frame: pd.DataFrame) -> str:
    """SHA-256 of a table's content: names, kinds and values of its columns, in order.

    The same for a frame in memory and one read back, whatever wrote the file; all missing
    numbers count as one value.
    """
    digest = hashlib.sha256()
    for name in frame.columns:
        digest.update(f"{name}\0{len(frame)}\0".encode())
        for piece in _pieces(frame[name]):
            digest.update(piece)
    return digest.hexdigest()


def _pieces(column: "pd.Series[Any]") -> list[bytes]:
    if column.dtype == object:
        plain = [_plain(item) for item in column.tolist()]
        return [b"O", canonical(plain).encode()]
    values = column.to_numpy()
    if values.dtype.kind == "f":
        numbers = values.astype("<f8")
        return [b"F", np.where(np.isnan(numbers), np.nan, numbers).tobytes()]
    kind = values.dtype.kind
    return [kind.encode(), values.astype("<u8" if kind == "u" else "<i8").tobytes()]


def _plain(item: Any) -> Any:
    """Text, nothing, or a list of exact numbers."""
    if item is None or isinstance(item, str):
        return item
    return [float(term).hex() for term in item]


@cache
def code_hash() -> str:
    """SHA-256 of the sources that decide how a war goes and which rows it leaves."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for part in MODEL_CODE:
        place = package / part
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for file in files:
            digest.update(file.relative_to(package).as_posix().encode() + b"\0")
            digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


@cache
def machine_fingerprint() -> str:
    """SHA-256 of a thousand values of exp and log: C libraries differ in the last digits."""
    values = []
    for k in range(500):
        x = (k - 250) / 37.0
        values += [math.exp(x), math.log(1.0 + k / 7.0)]
    return hashlib.sha256(np.array(values, dtype="<f8").tobytes()).hexdigest()
