"""Why a decision went as it did: numbers and words from the terms recorded in this war."""

from sim.records.why.answer import DECISIONS, Answer, decisions, why

__all__ = ["DECISIONS", "Answer", "decisions", "why"]
