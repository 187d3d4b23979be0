"""`scenarios/schema.json`, which the shipped files name for editors, is the schema of the code."""

import json

from sim.scenario.json_schema import json_schema
from sim.scenario.root import scenario_root


def test_schema_file_is_current() -> None:
    """Made by `sim schema > scenarios/schema.json`."""
    text = (scenario_root() / "schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == json_schema()


def test_every_shipped_scenario_names_it() -> None:
    """Editors complete keys in any of them."""
    files = [p for p in scenario_root().rglob("*.toml") if "[scenario]" in p.read_text("utf-8")]
    lines = {
        p.name: p.read_text("utf-8").splitlines()[1] for p in files if "studies" not in p.parts
    }
    assert {name: line for name, line in lines.items() if line != "#:schema ../schema.json"} == {}
