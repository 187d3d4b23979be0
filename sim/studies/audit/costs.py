"""What a war costs: time by the compiled engine, events, bytes of its tables."""

import io
import time
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.cast import cast_of
from sim.engines.ensemble import Ensemble
from sim.engines.finished import Finished
from sim.records.tables import Collector
from sim.studies.audit.field import Field

HOURS = 24.0


class Costs(NamedTuple):
    """Means over wars, in processor time of one thread of this machine.

    Attributes:
        microseconds_war, microseconds_step: time of a war and of a step, without writing anything.
        steps, days: how long a war is.
        events: entries of its log.
        bytes_rows: of its rows of `runs` and `truces`, as Parquet; bytes_logged: of `days` and
            `events`.
    """

    microseconds_war: float
    microseconds_step: float
    steps: float
    days: float
    events: float
    bytes_rows: float
    bytes_logged: float

    def as_dict(self) -> dict[str, Any]:
        """As `sim check --audit --json` prints it."""
        return {name: round(value, 3) for name, value in self._asdict().items()}


def measure_costs(field: Field, logged: list[Finished]) -> Costs:
    """Time the scenario's wars, and weigh some that were fought with their logs."""
    ensemble = Ensemble(field.scenario, field.seed, workers=1)
    ensemble.fight(0, 1)  # what is slow only once
    began = time.thread_time()
    batch = ensemble.fight(0, field.wars)
    seconds = time.thread_time() - began
    field.tell(field.wars)
    days = float(batch.war["ended_hour"].mean()) / HOURS
    steps = days * HOURS / field.scenario.case.scenario.step_hours
    war = 1.0e6 * seconds / field.wars
    events = sum(int(finished.log.counts[0]) for finished in logged) / len(logged)
    weights = weigh(logged)
    return Costs(
        war, war / steps, steps, days, events,
        (weights["runs"] + weights["truces"]) / len(logged),
        (weights["days"] + weights["events"]) / len(logged),
    )  # fmt: skip


def weigh(logged: list[Finished]) -> dict[str, int]:
    """Bytes of each table of some wars, as Parquet."""
    collector = Collector(cast_of(logged[0].scenario.case))
    wanted = dict.fromkeys(("runs", "truces", "days", "events"), len(logged))
    for finished in logged:
        collector.take(finished, wanted)
    return {name: bytes_of(collector.frame(name)) for name in wanted}


def bytes_of(frame: pd.DataFrame) -> int:
    """Bytes of a table as Parquet, compressed as records are."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), sink, compression="zstd")
    return sink.tell()
