"""What a class takes home of a war: figures, tables, the story, the page that plays offline."""

import importlib.util
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from starlette.responses import Response

from sim.classroom.answers import UNKNOWN, Refusal
from sim.classroom.asked import WarAsked
from sim.classroom.desk import Desk, Fight, key_of
from sim.classroom.saving import saved
from sim.classroom.wars import fought, tables
from sim.language import _
from sim.records.runs import Runs
from sim.records.writing import write_runs
from sim.report.labels import CAUTION, labels, result
from sim.report.names import own_words
from sim.report.story import tell
from sim.report.war import War, war_of

ZIP, TEXT, PAGE = "application/zip", "text/plain; charset=utf-8", "text/html; charset=utf-8"


def download(desk: Desk, kind: str, message: WarAsked, token: str) -> Response:
    """A file of a war, to be kept.

    Raises:
        Refusal: there is no such kind.
    """
    made = {
        "figures": (figures, ZIP, "figures.zip"),
        "tables": (table_files, ZIP, "tables.zip"),
        "story": (story, TEXT, "story.txt"),
        "page": (page, PAGE, "page.html"),
    }
    if kind not in made:
        raise Refusal(UNKNOWN, "no such download", allowed=", ".join(made))
    make, media, ending = made[kind]
    fight = desk.fight(message, token)
    body = make(desk, fight)
    name = f"{fight.variant.base.id}-seed-{fight.seed}-{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media, headers=headers)


def _runs(desk: Desk, fight: Fight) -> Runs:
    return tables(fought(desk.engine, fight.variant.scenario, *fight.luck))


def _war(desk: Desk, fight: Fight) -> War:
    runs = _runs(desk, fight)
    return war_of(runs.scenario, runs)


def figures(desk: Desk, fight: Fight) -> bytes:
    """Every figure as PNG and SVG, kept for whoever asks next.

    The caller sees to it that one thread at a time draws.
    """
    from sim.report.figures import FIGURES, save

    def write(folder: Path) -> None:
        one = _war(desk, fight)
        for name, figure in FIGURES.items():
            save(figure(one), folder / name)

    return desk.kept.get(f"figures {key_of(fight)}", lambda: _zipped(write))


def table_files(desk: Desk, fight: Fight) -> bytes:
    """The four tables as CSV and Parquet, what their columns mean, and the scenario's file."""
    runs = _runs(desk, fight)

    def write(folder: Path) -> None:
        write_runs(runs, folder / "tables")
        (folder / "tables" / "manifest.json").unlink()  # `sim run` of the file below makes one
        file = saved(fight)
        (folder / file.filename).write_text(file.toml, "utf-8")

    return _zipped(write)


def _zipped(write: Callable[[Path], None]) -> bytes:
    """What a function writes into a folder, as one file; the folder is gone afterwards."""
    body = io.BytesIO()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder)
        with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder).as_posix())
    return body.getvalue()


def story(desk: Desk, fight: Fight) -> bytes:
    """The story, with what must be known before and after it."""
    one = _war(desk, fight)
    heading = one.scenario.case.scenario
    lines = [
        _(
            "{title} (seed {seed}, war {number})",
            title=own_words(heading.name),
            seed=fight.seed,
            number=fight.replicate,
        ),
        *labels(one.scenario, one.acting),
        "",
        *(str(told) for told in tell(one.events, one.scenario)),
        "",
        *result(one.scenario, one.run),
        "",
        _(CAUTION),
    ]
    return "\n".join([*lines, ""]).encode()


def page(desk: Desk, fight: Fight) -> bytes:
    """The page that plays the war without a server."""
    if importlib.util.find_spec("sim.report.offline") is None:
        raise Refusal(UNKNOWN, "the offline page is not installed")
    from sim.report.offline import page_text

    return page_text(_war(desk, fight)).encode()
