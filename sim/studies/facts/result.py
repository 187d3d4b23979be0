"""What `sim facts` says of one fact."""

from dataclasses import dataclass, field
from typing import Any, Literal

from sim.studies.measures import plain

Kind = Literal["formal", "stylised"]
Verdict = Literal["holds", "fails", "undecided", "built-in"]


@dataclass(frozen=True)
class Check:
    """One number of a fact beside what it is held to.

    Attributes:
        words: what is measured, and where.
        gate: what it must be.
        low, high: its interval; of a formal fact, the measured number and its tolerance.
        verdict: `met`, `missed` or `undecided`.
        off: number, interval and verdict with the responsible mechanism off, if it was tried.
    """

    words: str
    gate: str
    measured: float
    low: float
    high: float
    verdict: str
    off: tuple[float, float, float, str] | None = None

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        off = None
        if self.off is not None:
            measured, low, high, verdict = self.off
            off = {
                "measured": plain(measured), "low": plain(low), "high": plain(high),
                "verdict": verdict,
            }  # fmt: skip
        return {
            "check": self.words, "gate": self.gate, "measured": plain(self.measured),
            "low": plain(self.low), "high": plain(self.high), "verdict": self.verdict,
            "knock_out": off,
        }  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """A number that stands beside the checks: what it is of, observed in real wars, and measured.

    Attributes:
        size: agreements or wars behind it.
    """

    label: str
    observed: float | None
    measured: float
    low: float
    high: float
    size: int

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "label": self.label, "observed": self.observed, "measured": plain(self.measured),
            "low": plain(self.low), "high": plain(self.high), "size": self.size,
        }  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A fact, looked for.

    Attributes:
        id: `S4`, or a word for a formal one.
        level: `engine` or `rule`.
        runs: simulated wars behind it.
        expected: of a formal fact the number, of a stylised one the observed figure, in words.
        measured, low, high: of the check that decides: the formal comparison nearest to failing,
            or the first check that is not met, else the first.
        checks: all of them (of a formal fact, those nearest to failing).
        compared: how many checks or comparisons there were.
        beside: of a stylised fact, the cross-table as it came and as it was assigned; `axis` says
            what its numbers are.
    """

    id: str
    statement: str
    source: str
    kind: Kind
    level: str
    runs: int
    expected: float | str
    measured: float
    low: float
    high: float
    verdict: Verdict
    checks: list[Check] = field(default_factory=list)
    compared: int = 0
    axis: str = ""
    beside: list[Beside] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        expected = self.expected if isinstance(self.expected, str) else plain(self.expected)
        return {
            "id": self.id, "statement": self.statement, "source": self.source, "kind": self.kind,
            "level": self.level, "runs": self.runs, "expected": expected,
            "measured": plain(self.measured), "low": plain(self.low), "high": plain(self.high),
            "verdict": self.verdict, "compared": self.compared,
            "checks": [one.as_dict() for one in self.checks], "axis": self.axis,
            "beside": [one.as_dict() for one in self.beside],
        }  # fmt: skip
