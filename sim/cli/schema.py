"""`sim schema`."""

from sim.cli.options import AsJson, print_json


def schema(json: AsJson = True) -> None:
    """JSON Schema of a scenario file: editors complete and check keys with it.

    Example: sim schema > scenario.schema.json
    (a scenario's line `#:schema ./scenario.schema.json` then names it)
    """
    from sim.scenario.json_schema import json_schema

    print_json(json_schema())
