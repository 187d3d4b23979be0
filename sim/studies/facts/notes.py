"""`scenarios/facts/notes.toml`: what was found out about facts after they were looked for."""

import tomllib

from sim.scenario.root import scenario_root


def notes_on(fact: str) -> list[str]:
    """The dated notes on a fact, oldest first."""
    text = (scenario_root() / "facts" / "notes.toml").read_text(encoding="utf-8")
    return [str(note) for note in tomllib.loads(text).get(fact, [])]
