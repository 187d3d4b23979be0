"""The machine of agreements: the states of a front, and every edge that the kernel makes possible.

A front is in one of the kernel's five states. An edge is what happened, from which state to which;
what leads back to its own state (a renewal, a hand-over) is an edge too. Where they come from:
`sim.build` (a truce from the start), `sim.kernel.phases.sign` (to announced), `conduct` (entry into
force), `fight` (decision, also over an agreement not yet in force), `collapse` (what ends an
agreement, renewal, hand-over, consolidation), `undertaking` (at a table, in war or in a truce). A
settlement has no fixed term: it neither expires nor is renewed (`offer`), and talks do not reopen
it (`table`). Only a settlement has steps of withdrawal to default on, and only a truce from the
start a constant hazard.
"""

from typing import NamedTuple

from sim.kernel.world import STATUSES

STATES = STATUSES
WAR, ANNOUNCED, TRUCE, SETTLED, DECIDED = STATUSES
START = "start"

OPENS = "opens"
MEDIATED, DIRECT, UNILATERAL = "signed, mediated", "signed, direct", "unilateral halt"
IN_FORCE, DECISION, SUPERSEDED = "in force", "decision", "superseded"
BROKEN, ESCALATED, EXPIRED = "broken", "escalated", "expired"
DEFAULTED, HAZARD = "defaulted", "constant hazard"
RELAPSE = "relapse after consolidation"  # for any of these five causes
RENEWAL, CONSOLIDATION, HANDOVER = "renewal", "consolidation", "hand-over"
UNDERTAKING = "undertaking"  # an agreement that is no truce: civilians are to be spared


class Edge(NamedTuple):
    """What happened to a front, and its states before and after."""

    before: str
    what: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}: {self.what}"


def edges(*rows: tuple[str, str, str]) -> tuple[Edge, ...]:
    """Edges from plain rows."""
    return tuple(Edge(*row) for row in rows)


EDGES = edges(
    (START, OPENS, WAR),
    (START, OPENS, TRUCE),
    (WAR, MEDIATED, ANNOUNCED),
    (WAR, DIRECT, ANNOUNCED),
    (WAR, UNILATERAL, ANNOUNCED),
    (WAR, UNDERTAKING, WAR),
    (WAR, DECISION, DECIDED),
    (ANNOUNCED, IN_FORCE, TRUCE),
    (ANNOUNCED, IN_FORCE, SETTLED),
    (ANNOUNCED, DECISION, DECIDED),
    (TRUCE, SUPERSEDED, ANNOUNCED),
    (TRUCE, UNDERTAKING, TRUCE),
    (TRUCE, RENEWAL, TRUCE),
    (TRUCE, CONSOLIDATION, TRUCE),
    (TRUCE, BROKEN, WAR),
    (TRUCE, ESCALATED, WAR),
    (TRUCE, EXPIRED, WAR),
    (TRUCE, HAZARD, WAR),
    (TRUCE, RELAPSE, WAR),
    (SETTLED, HANDOVER, SETTLED),
    (SETTLED, CONSOLIDATION, SETTLED),
    (SETTLED, BROKEN, WAR),
    (SETTLED, ESCALATED, WAR),
    (SETTLED, DEFAULTED, WAR),
    (SETTLED, RELAPSE, WAR),
)
