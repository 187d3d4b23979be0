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
    root = scenario_root()
    texts = {path.name: path.read_text("utf-8") for path in root.glob("[ckt]*/*.toml")}
    lines = {name: text.splitlines()[1] for name, text in texts.items()}
    assert {name: line for name, line in lines.items() if line != "#:schema ../schema.json"} == {}
