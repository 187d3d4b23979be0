"""The scenarios that come with the simulator."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.scenario.errors import Fault, ScenarioError, did_you_mean, display, one_of
from sim.scenario.root import scenario_root

OTHER_THINGS = ("studies", "facts")


@dataclass(frozen=True)
class Entry:
    """One line of `sim list`."""

    id: str
    name: str
    group: str
    summary: str
    path: str

    def as_dict(self) -> dict[str, str]:
        """The entry as `sim list --json` prints it."""
        return asdict(self)


def scenario_files(root: Path | None = None) -> list[Path]:
    """All scenario files of the library, sorted; not studies, not facts."""
    folder = scenario_root() if root is None else root
    return sorted(
        path
        for path in folder.rglob("*.toml")
        if not set(path.relative_to(folder).parts[:-1]) & set(OTHER_THINGS)
    )


def entries(root: Path | None = None) -> list[Entry]:
    """The library's scenarios, by group and id. A broken file stands there under its name."""
    folder = scenario_root() if root is None else root
    found = [_entry(path, folder) for path in scenario_files(folder)]
    return sorted(found, key=lambda entry: (entry.group, entry.id))


def _entry(path: Path, root: Path) -> Entry:
    """A line of the list. A file that states no group, as one that extends another, is of its
    folder's."""
    beside = path.parent.relative_to(root)
    group = beside.parts[0] if beside.parts else "own"
    heading = _heading(path)
    if heading is None:
        return Entry(path.stem, path.stem, "broken", "cannot be read: see sim check", str(path))
    words = {key: _words(heading.get(key)) for key in ("id", "name", "group", "summary")}
    identity = words["id"] or path.stem
    return Entry(
        identity, words["name"] or identity, words["group"] or group, words["summary"], str(path)
    )


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _heading(path: Path) -> dict[str, Any] | None:
    try:
        heading = tomllib.loads(path.read_text("utf-8-sig")).get("scenario")
    except (OSError, ValueError, RecursionError):
        return None
    return heading if isinstance(heading, dict) else None


def find(name: str, root: Path | None = None) -> Path:
    """The file of the scenario with this id. Raises ScenarioError with the nearest id."""
    for path in scenario_files(root):
        if path.stem == name:
            return path
    known = entries(root)
    for entry in known:
        if entry.id == name:
            return Path(entry.path)
    raise ScenarioError([_unknown(name, [entry.id for entry in known])])


def _unknown(name: str, known: list[str]) -> Fault:
    here = Path(f"{name}.toml")
    hint = did_you_mean(name, known)
    if here.is_file():
        hint = f"a file of that name is here: write {here}"
    allowed = f"{one_of(known)}; or the path of a .toml file"
    return Fault(name, None, "", f'"{name}"', allowed, hint, "no scenario has this id")


def resolve(name_or_path: str | Path, beside: Path | None = None) -> Path:
    """The file meant by an id or a path; paths in `extends` start from the file they stand in."""
    text = str(name_or_path)
    path = Path(text).expanduser()
    if isinstance(name_or_path, str) and not text.endswith(".toml") and len(path.parts) == 1:
        return find(text)
    if beside is not None and not path.is_absolute():
        path = beside / path
    if path.is_dir():
        raise ScenarioError(
            [Fault(display(path), None, "", "a folder", "a .toml file", "", "not a scenario file")]
        )
    return path
