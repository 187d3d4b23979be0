"""A scenario file from a browser: data only, read like any other, that may extend shipped ids."""

import hashlib
import tempfile
import tomllib
from pathlib import Path

from sim.classroom.answers import UNUSABLE, Refusal, cut
from sim.classroom.library import Library
from sim.classroom.limits import refuse_too_large
from sim.scenario.errors import did_you_mean, one_of
from sim.scenario.loading import load
from sim.scenario.scenario import Scenario

NAME = "uploaded.toml"


def uploaded(text: str, library: Library) -> tuple[str, Scenario]:
    """A scenario from the text of its file, and a name for it: the hash of the text.

    Raises:
        Refusal: it extends something that did not come along, or is too large to be fought here.
        ScenarioError: with all that is wrong with it.
    """
    _refuse_paths(text, library)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_text(text, "utf-8", errors="replace", newline="")
        scenario = load(path)
    refuse_too_large(scenario.case)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12], scenario


def _refuse_paths(text: str, library: Library) -> None:
    try:
        heading = tomllib.loads(text).get("scenario")
    except (tomllib.TOMLDecodeError, RecursionError):
        return  # whoever reads it says what is wrong with it
    extends = heading.get("extends") if isinstance(heading, dict) else None
    known = library.scenarios()
    if isinstance(extends, str) and extends not in known:
        raise Refusal(
            UNUSABLE, "a file brought to the classroom extends shipped scenarios only",
            address="scenario.extends", found=cut(extends), allowed=one_of(known),
            hint=did_you_mean(extends, known),
        )  # fmt: skip
