"""What is predicted: a scenario, its record, and where the numbers of its wars come from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.records.draws import FITTED, PRIOR
from sim.records.uncertainty import fit_of, uncertainty
from sim.scenario.errors import Fault, ScenarioError, did_you_mean, display, one_of, refusal
from sim.scenario.root import scenario_root
from sim.scenario.scenario import Scenario
from sim.studies.backtest.war.carrying import carrying
from sim.studies.record_file import Record, read_record

NONE = "none"
WAYS = (FITTED, PRIOR, NONE)
HELD_OUT = "held out"


@dataclass(frozen=True)
class War:
    """A war to be predicted and judged.

    Attributes:
        scenario: what is fought.
        record: what is on record, figures about other scenarios left out.
        file: the record's file, as a reader wants it.
        way: `fitted`, `prior` or `none`.
        words: where the numbers of its wars come from.
        within: number of a war -> the scenario as it is fought.
        held_out: the figures that judge.
    """

    scenario: Scenario
    record: Record
    file: str
    way: str
    words: str
    within: Callable[[int], Scenario]
    held_out: frozenset[str]

    @property
    def days(self) -> int:
        """The last day that a war can have."""
        heading = self.scenario.case.scenario
        return int(heading.horizon_days + heading.aftermath_days)


def the_war(scenario: Scenario, record: Path | None, way: str | None, seed: int) -> War:
    """The war of a scenario and its record.

    Args:
        scenario: what is fought.
        record: its record; None: the one that comes along.
        way: where numbers are drawn from; None: a fit if there is one, else ranges if any.

    Raises:
        ScenarioError: when one of them is no such thing, or they do not fit together.
    """
    if way is not None and way not in WAYS:
        hint = did_you_mean(way, WAYS)
        raise refusal("--uncertainty", "unknown word", found=way, allowed=one_of(WAYS), hint=hint)
    path = _record_of(scenario) if record is None else record
    found = read_record(path).for_scenario(scenario.id)
    file = display(path)
    _check(scenario, found, file)
    chosen = _way(scenario, found) if way is None else way
    carried = found.carried if chosen == FITTED else None
    if carried is not None:
        wars = carrying(scenario, carried, seed, file)
        judged = frozenset(found.figures) - frozenset(carried.in_sample)
        return War(scenario, found, file, chosen, wars.words, wars.within, judged)
    judged = frozenset(key for key, one in found.figures.items() if one.sample == HELD_OUT)
    if chosen == NONE:
        words = f"every war with the numbers of {scenario.id}"
        return War(scenario, found, file, chosen, words, lambda war: scenario, judged)
    draws = uncertainty(chosen, scenario, seed)
    return War(
        scenario, found, file, chosen, draws.words, lambda war: draws.within(scenario, war), judged
    )


def records() -> dict[Path, Record]:
    """The records that come with the simulator."""
    folder = scenario_root() / "facts"
    return {path: read_record(path) for path in sorted(folder.glob("*-record.toml"))}


def _record_of(scenario: Scenario) -> Path:
    names = [scenario.id, *(Path(base).stem for base in scenario.bases)]
    known = records()
    for name in names:
        for path, record in known.items():
            if name in record.scenarios:
                return path
    allowed = one_of(name for record in known.values() for name in record.scenarios)
    hint = "--record FILE names one of your own"
    raise refusal(scenario.id, "no record of this war comes along", allowed=allowed, hint=hint)


def _way(scenario: Scenario, record: Record) -> str:
    if record.carried is not None:
        return FITTED
    try:
        fit_of(scenario)
    except ScenarioError:
        return PRIOR if scenario.uncertainties else NONE
    return FITTED


def _check(scenario: Scenario, record: Record, file: str) -> None:
    """Whether all that the record names is in the scenario."""
    case, faults = scenario.case, []
    heading = case.scenario
    last = int(heading.horizon_days + heading.aftermath_days)
    for name, one in record.figures.items():
        where = f"record.figures.{name}"
        for key, value, known in (
            ("front", one.front, case.fronts),
            ("who", one.who, case.mediators),
        ):
            if value is not None and value not in known:
                faults.append(_fault(file, f"{where}.{key}", value, known, scenario.id))
        if one.day is not None and one.day > last:
            problem = f"{scenario.id} ends before"
            faults.append(
                Fault(file, None, f"{where}.day", str(one.day), f"at most {last}", "", problem)
            )
    if faults:
        raise ScenarioError(faults)


def _fault(file: str, where: str, value: str, known: Iterable[str], scenario: str) -> Fault:
    names = list(known)
    hint = did_you_mean(value, names)
    return Fault(file, None, where, f'"{value}"', one_of(names), hint, f"not in {scenario}")
