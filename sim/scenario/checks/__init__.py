"""Cross-references: what no single table can know. Each check has its own message."""

from collections.abc import Iterator

from sim.scenario.checks.addressed import levers_and_sources
from sim.scenario.checks.events import events
from sim.scenario.checks.formats import formats
from sim.scenario.checks.fronts import fronts_and_issues
from sim.scenario.checks.heading import heading
from sim.scenario.checks.parties import parties
from sim.scenario.errors import Finding
from sim.scenario.schema import Case

ALL = (heading, parties, fronts_and_issues, formats, events, levers_and_sources)


def check(case: Case) -> list[Finding]:
    """Everything that does not fit together in a case whose tables are valid by themselves."""

    def found() -> Iterator[Finding]:
        for part in ALL:
            yield from part(case)

    return list(found())
