"""A run that is there already: verified against its manifest, then used as it is."""

from pathlib import Path

from sim.records.errors import RecordError
from sim.records.manifest import NAME
from sim.records.reading import changed_tables, read, read_manifest
from sim.records.runs import Runs
from sim.scenario.errors import display


def recorded(directory: Path) -> Runs | None:
    """The run in a folder, if all its wars were fought; None where there is none to use.

    Raises:
        RecordError: when the tables are not those of the manifest, or one of them is damaged.
    """
    if not (directory / NAME).exists():
        return None
    manifest = read_manifest(directory)
    if not manifest["complete"]:
        return None
    runs = read(directory)
    changed = changed_tables(runs, manifest)
    if changed:
        raise RecordError(
            f"{display(directory)}: not as it was written: {', '.join(changed)} changed since"
        )
    return runs
