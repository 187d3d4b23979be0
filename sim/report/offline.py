"""The offline page: one HTML file that replays a war and explains it, without any link out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.language import _, spoken
from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.report.embed import script_json
from sim.report.fitting import fitted
from sim.report.replay import replay
from sim.report.script import replay_script, replay_style, replay_words
from sim.report.story import tell
from sim.report.war import War

NAME = "page.html"
LIMIT = 3_000_000  # bytes that a memory stick, a mail or a slow line carries without thought
SPARE = 4_000  # of them for the sentence on what was left out


class Page(NamedTuple):
    """A page as text, and what had to be left out of it, in words; nothing of most wars."""

    text: str
    left_out: list[str]


def page_of(war: War) -> Page:
    """The page of a war: HTML with style, script and the war itself inside, no larger than LIMIT.

    Raises:
        WritingError: it cannot be made so small, for the land alone takes more.
    """
    data = replay(war, list(tell(war.events, war.scenario)))
    frame = len(_filled(data, "", "").encode())
    small = fitted(data, LIMIT - frame - SPARE)
    told = _told(small.left_out)
    text = _filled(small.data, script_json(small.data), told)
    if len(text.encode()) > LIMIT:
        raise WritingError(
            f"{NAME}: {len(text.encode()):,} bytes, at most {LIMIT:,}: this scenario has too many "
            "positions or names for a page that is one file"
        )
    return Page(text, [told] if told else [])


def page_text(war: War) -> str:
    """The text of `page_of`."""
    return page_of(war).text


def _told(left_out: list[str]) -> str:
    if not left_out:
        return ""
    return _(
        "This war is too long to be told in full in one file under {size} MB. Left out, evenly "
        "over the war: {parts}. The pictures, the curves and the story run from the first day to "
        "the last.",
        size=LIMIT // 1_000_000,
        parts="; ".join(left_out),
    )


def _filled(war: dict[str, Any], data: str, left_out: str) -> str:
    """The page with so much of the war inside."""
    environment = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    own = (Path(__file__).parent / "static" / "offline.css").read_text("utf-8")
    return environment.get_template("offline.html.jinja").render(
        _=_,
        lang=spoken(),
        war=war,
        data=Markup(data),
        left_out=left_out,
        words=Markup(script_json(replay_words(spoken()))),
        script=Markup(replay_script()),
        style=Markup(f"{own}\n{replay_style()}"),
    )


def write_page(directory: str | Path, war: War, say: Callable[[str], object] | None = None) -> Path:
    """Write the page of a war as `page.html` in the folder of its run; returns its path.

    Args:
        say: takes a sentence on what had to be left out to keep it small.

    Raises:
        WritingError: the file could not be written.
    """
    folder = Path(directory)
    page, part = folder / NAME, folder / f".{NAME}.part"
    text, left_out = page_of(war)
    if say is not None:
        for sentence in left_out:
            say(sentence)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(part, lambda stream: stream.write(text.encode()))
        part.replace(page)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{page}: the page could not be written: {reason}") from error
    return page
