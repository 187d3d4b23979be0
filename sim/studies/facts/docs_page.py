"""`docs/facts.md`, its figures, and `docs/facts.json` from which a test holds the page current.

`python -m sim.studies.facts.docs_page` writes the page anew from its data, when only words changed.
"""

import json
from pathlib import Path
from typing import Any

from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.report.figures.base import save
from sim.report.generated import DOCS
from sim.scenario.errors import display
from sim.studies.facts.facts_page import caption
from sim.studies.facts.figures import figure_of_fact
from sim.studies.facts.gates import Gates, read_gates
from sim.studies.facts.looking import Looked
from sim.studies.facts.notes import notes_on
from sim.studies.facts.result import Beside, Check, Fact
from sim.studies.facts.words import (
    BESIDE,
    CHECKS,
    FORMAL,
    HEADER,
    HOW,
    NAIVE,
    beside_rows,
    check_rows,
    counted,
    experiment_lines,
    formal_row,
    stylised_row,
)

PAGE, DATA, FIGURES = "facts.md", "facts.json", "figures"


def write_docs(looked: Looked, docs: Path) -> Path:
    """Write page, data and figures into a folder of documentation.

    Raises:
        WritingError: when that fails.
    """
    captions = {one.fact.id: caption(one) for one in looked.found}
    data = {"facts": [one.as_dict() for one in looked.facts], "captions": captions}
    try:
        (docs / FIGURES).mkdir(parents=True, exist_ok=True)
        for one in looked.found:
            _, drawing = save(figure_of_fact(one), docs / FIGURES / figure_name(one.fact.id))
            drawing.unlink()  # the page shows the PNG
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        _write(docs / DATA, text)
        _write(docs / PAGE, page_text(data, looked.gates))
    except OSError as error:
        reason = error.strerror or str(error)
        raise WritingError(f"{display(docs)}: {PAGE} was not written: {reason}") from error
    return docs / PAGE


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    write_file(part, lambda stream: stream.write(text.encode()))
    part.replace(path)


def figure_name(fact: str) -> str:
    """The file name of a fact's figure, without its ending."""
    return f"fact-{fact.lower()}"


def fact_of(row: dict[str, Any]) -> Fact:
    """A fact as `as_dict` wrote it."""
    own = {key: row[key] for key in row if key not in ("checks", "beside")}
    checks = [_check(one) for one in row["checks"]]
    beside = [_beside(one) for one in row["beside"]]
    own |= {key: _number(own[key]) for key in ("measured", "low", "high")}
    return Fact(**own, checks=checks, beside=beside)


def _beside(row: dict[str, Any]) -> Beside:
    return Beside(row["label"], row["observed"], *_interval(row), row["size"])


def _check(row: dict[str, Any]) -> Check:
    off = row["knock_out"]
    return Check(
        row["check"], row["gate"], *_interval(row), row["verdict"],
        None if off is None else (*_interval(off), off["verdict"]),
    )  # fmt: skip


def _interval(row: dict[str, Any]) -> tuple[float, float, float]:
    return _number(row["measured"]), _number(row["low"]), _number(row["high"])


def _number(value: Any) -> Any:
    return float("nan") if value is None else value


def page_text(data: dict[str, Any], gates: Gates) -> str:
    """The page: the same for the same data and gates."""
    facts = [fact_of(row) for row in data["facts"]]
    formal = [one for one in facts if one.kind == "formal"]
    stylised = [one for one in facts if one.kind == "stylised"]
    return "\n".join(
        [
            *_head(formal, stylised, gates),
            *_table(HEADER, [stylised_row(one, gates.facts[one.id].name) for one in stylised]),
            "",
            *(line for one in stylised for line in _stylised(one, gates, data["captions"])),
            *_formal(formal),
        ]
    )


def _head(formal: list[Fact], stylised: list[Fact], gates: Gates) -> list[str]:
    return [
        "# Facts: where the model equals theory, and which regularities it shows",
        "",
        "Made by `sim facts --write docs`; the numbers are in [facts.json](facts.json). How to "
        "read and repeat it: [how to look for facts](how-to/facts.md). What it adds up to: "
        "[honesty](honesty.md).",
        "",
        f"* Formal facts: {counted(formal)}.",
        f"* Stylised facts: {counted(stylised)}.",
        "",
        f"The gates of the stylised facts ([gates.toml](../scenarios/facts/gates.toml)) were "
        f"written on {gates.written}, before the first run; none was changed after results were "
        "seen. Figures that fall short stand here as they came out.",
        "",
        HOW,
        "",
        "What this shows is what the model's assumptions imply in simulated wars, most of them "
        "invented, not what will happen or would have happened. Intervals hold the chance of these "
        "wars alone.",
        "",
        "## Stylised facts",
        "",
    ]


def _stylised(fact: Fact, gates: Gates, captions: dict[str, str]) -> list[str]:
    gate = gates.facts[fact.id]
    figure = f"{FIGURES}/{figure_name(fact.id)}.png"
    return [
        f"### {fact.id} {gate.name}: {fact.verdict}",
        "",
        f"{gate.statement} Observed: {gate.observed} ({gate.source}).",
        "",
        *(f"* {line}" for line in experiment_lines(gate)),
        "",
        *_table(CHECKS, check_rows(fact.checks)),
        "",
        f"{fact.axis[:1].upper()}{fact.axis[1:]}. {NAIVE}",
        "",
        *_table(BESIDE, beside_rows(fact.beside)),
        "",
        f"![{captions[fact.id]}]({figure})",
        "",
        *(line for note in notes_on(fact.id) for line in (f"Note of {note}", "")),
    ]


def _formal(facts: list[Fact]) -> list[str]:
    return [
        "## Formal facts",
        "",
        "Closed forms of published models. Deterministic numbers agree to 1e-9 beside the rounding "
        "of a printed table, simulated ones to 4 standard errors. Level `engine`: a scenario of "
        "`scenarios/theory` through an engine; `rule`: the function alone, because the war loop "
        "cannot express the model.",
        "",
        *_table(FORMAL, [formal_row(one) for one in facts]),
        "",
    ]


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [
        _line(header),
        "|" + "---|" * len(header),
        *(_line(row) for row in rows),
    ]


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def rewrite(docs: Path = DOCS) -> None:
    """The page anew from the data that is there; no war is fought."""
    data = json.loads((docs / DATA).read_text(encoding="utf-8"))
    _write(docs / PAGE, page_text(data, read_gates()))


if __name__ == "__main__":
    rewrite()
