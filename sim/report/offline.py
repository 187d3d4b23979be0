"""The offline page: one HTML file that replays a war and explains it, without any link out."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.language import _, spoken
from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.report.embed import script_json
from sim.report.replay import replay
from sim.report.script import replay_script, replay_style, replay_words
from sim.report.story import tell
from sim.report.war import War

NAME = "page.html"


def page_text(war: War) -> str:
    """The page of a war as text: HTML with style, script and the war itself inside."""
    environment = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    data = replay(war, list(tell(war.events, war.scenario)))
    own = (Path(__file__).parent / "static" / "offline.css").read_text("utf-8")
    return environment.get_template("offline.html.jinja").render(
        _=_,
        lang=spoken(),
        war=data,
        data=Markup(script_json(data)),
        words=Markup(script_json(replay_words(spoken()))),
        script=Markup(replay_script()),
        style=Markup(f"{own}\n{replay_style()}"),
    )


def write_page(directory: str | Path, war: War) -> Path:
    """Write the page of a war as `page.html` in the folder of its run; returns its path.

    Raises:
        WritingError: the file could not be written.
    """
    folder = Path(directory)
    page, part = folder / NAME, folder / f".{NAME}.part"
    text = page_text(war)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(part, lambda stream: stream.write(text.encode()))
        part.replace(page)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{page}: the page could not be written: {reason}") from error
    return page
