"""The self-audit of a scenario: what binds, what moves, what is reached, what it costs.

Uses the compiled engine alone. `audit` does the whole; `moves` and `verdicts` serve tests that ask
only whether a parameter is dead.
"""

from sim.studies.audit.whole import Audit, audit

__all__ = ["Audit", "audit"]
