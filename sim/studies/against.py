"""A study's scenario against a base: the same points, the same luck, differences war by war."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.records.arguments import as_scenario
from sim.report.figures.base import slug
from sim.scenario.addresses import get, override
from sim.scenario.merge import Tree
from sim.scenario.scenario import Scenario
from sim.studies.compare import Case
from sim.studies.measures import columns_for, measured
from sim.studies.progress import Follow
from sim.studies.study import Study, Value
from sim.studies.sweep import sweep
from sim.studies.swept import Sweep, wars_of
from sim.studies.varying import Options

STANDS = "scenario.horizon_days"  # varied, at its own value, in a base that knows nothing else


class Against(NamedTuple):
    """The wars of the base.

    Attributes:
        sweep: where they are; each set of values that the base tells apart is fought once.
        place: (points of the study,) the base's point for each.
        unknown: what varies in the study and is not in the base, which is as its file says.
    """

    sweep: Sweep
    place: NDArray[np.int64]
    unknown: list[str]


def base_of(study: Study, case: Case) -> Scenario:
    """The base with the study's fixed values, as far as it knows their addresses.

    Raises:
        ScenarioError: when there is no such scenario, or a value does not go with it.
    """
    base = as_scenario(case)
    return as_scenario(base, _known(base, study.fixed))


def knows(scenario: Scenario, address: str) -> bool:
    """Whether a scenario has a parameter of this address."""
    return not override(Tree(scenario.data, {}), {address: 0.0})[1]


def _known(base: Scenario, fixed: dict[str, Value]) -> dict[str, Value]:
    return {address: value for address, value in fixed.items() if knows(base, address)}


def fight_base(
    done: Sweep, base: Scenario, workers: int | None, engine: str, follow: Follow
) -> Against:
    """Fight the base at the points of a sweep, into a folder within that sweep's.

    Raises:
        ScenarioError, WritingError: as `sweep`.
    """
    points = done.points
    shared = [str(name) for name in points if knows(base, str(name))]
    unknown = [str(name) for name in points if str(name) not in shared]
    if shared:
        different = points[shared].drop_duplicates()
        place = points.groupby(shared, sort=False).ngroup().to_numpy().astype(np.int64)
        vary: dict[str, Options] = {name: tuple(different[name].tolist()) for name in shared}
    else:
        place = np.zeros(len(points), dtype=np.int64)
        vary = {STANDS: (get(base.case, STANDS),)}
    name = f"against-{slug(base.id)}"
    study = dataclasses.replace(
        done.study, name=name, scenario=base, design="list", vary=vary, samples=0,
        fixed=_known(base, done.study.fixed),
    )  # fmt: skip
    fought = sweep(study, done.directory / name, workers=workers, engine=engine, follow=follow)
    return Against(fought, place, unknown)


def differences(done: Sweep, base: Against, measure: str) -> pd.DataFrame:
    """Per point: `n`, `mean`, `sd` of the measure less the base's in the war of the same luck.

    Wars without a value on both sides are left out, points without such a war too.
    """
    replicates = done.study.replicates
    other = np.full((len(base.sweep.points), replicates), np.nan)
    frame = wars_of(base.sweep.directory, columns_for([measure]), replicates)
    other[frame["point"], frame["replicate"]] = measured(frame, measure)
    frame = wars_of(done.directory, columns_for([measure]), replicates)
    beside = other[base.place[frame["point"]], frame["replicate"]]
    apart = pd.DataFrame({"point": frame["point"], "by": measured(frame, measure) - beside})
    found = apart.dropna().groupby("point")["by"].agg(["count", "mean", "std"]).reset_index()
    return found.rename(columns={"count": "n", "std": "sd"})
