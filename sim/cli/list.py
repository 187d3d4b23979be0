"""`sim list`."""

from sim.cli.options import AsJson, print_json


def list_scenarios(json: AsJson = False) -> None:
    """The scenarios that come with the simulator, by group.

    Example: sim list --json
    """
    from sim.scenario.library import entries

    found = entries()
    if json:
        print_json([entry.as_dict() for entry in found])
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sim.scenario.errors import printable

    table = Table("id", "name", "group", "what it is", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for entry in found:
        words = (entry.id, entry.name, entry.group, entry.summary)
        table.add_row(*(Text(printable(word)) for word in words))
    Console(highlight=False).print(table)
