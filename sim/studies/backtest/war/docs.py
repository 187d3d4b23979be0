"""The documentation's part: predictions, which are committed first, then scores."""

import json
from pathlib import Path

from sim.records.atomic import write_file
from sim.records.errors import WritingError
from sim.report.figures.base import save
from sim.report.generated import fill
from sim.scenario.errors import display, refusal
from sim.studies.backtest.war.figure import WORDS, war_figure
from sim.studies.backtest.war.held import Held
from sim.studies.backtest.war.predicting import Predictions, read_predictions, write_predictions
from sim.studies.backtest.war.words import (
    GATES,
    HOW,
    PREDICTED,
    SCORED,
    SUMMARY,
    gate_rows,
    markdown,
    predicted_rows,
    scored_rows,
    sentence,
    summary_row,
)

PAGE, FOLDER, FIGURES = "backtest.md", "backtest", "figures"
PARTS = ("predictions", "scores")
SUMMARIES = "summary"
NEW = f"# Backtest of wars\n\n<!-- {SUMMARIES}:begin -->\n<!-- {SUMMARIES}:end -->\n"


def predictions_file(docs: Path, scenario: str) -> Path:
    """Where the predictions of a scenario lie."""
    return docs / FOLDER / f"{scenario}.json"


def scores_file(docs: Path, scenario: str) -> Path:
    """Where its scores lie."""
    return docs / FOLDER / f"{scenario}.scores.json"


def write_docs_predictions(found: Predictions, name: str, docs: Path) -> Path:
    """Write predictions into the documentation; scores of earlier ones are taken away.

    Raises:
        WritingError: when that fails.
    """
    write_predictions(found, predictions_file(docs, found.scenario))
    try:
        scores_file(docs, found.scenario).unlink(missing_ok=True)
        text = _with_section(docs / PAGE, found.scenario, name)
        text = fill(text, f"{found.scenario} predictions", predictions_text(found))
        text = fill(text, f"{found.scenario} scores", "Not yet compared with the record.")
        text = fill(text, SUMMARIES, summary_text(docs))
        _write(docs / PAGE, text)
    except (OSError, ValueError) as error:
        raise WritingError(f"{display(docs / PAGE)}: not written: {error}") from error
    return docs / PAGE


def write_docs_scores(held: Held, docs: Path) -> Path:
    """Write scores and figure into the documentation.

    Raises:
        WritingError: when that fails.
    """
    scenario = held.predicted.scenario
    try:
        (docs / FIGURES).mkdir(parents=True, exist_ok=True)
        _, drawing = save(war_figure(held), docs / FIGURES / f"backtest-{scenario}")
        drawing.unlink()  # the page shows the PNG
        data = held.as_dict()
        _write(scores_file(docs, scenario), json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        text = _with_section(docs / PAGE, scenario, held.war.record.name)
        text = fill(text, f"{scenario} scores", scores_text(data))
        _write(docs / PAGE, fill(text, SUMMARIES, summary_text(docs)))
    except (OSError, ValueError) as error:
        raise WritingError(f"{display(docs / PAGE)}: not written: {error}") from error
    return docs / PAGE


def parts(docs: Path, scenario: str) -> dict[str, str]:
    """Mark -> text of the generated parts of a scenario, from the data beside the page."""
    found = {
        SUMMARIES: summary_text(docs),
        f"{scenario} predictions": predictions_text(
            read_predictions(predictions_file(docs, scenario))
        ),
    }
    path = scores_file(docs, scenario)
    if path.is_file():
        data = json.loads(path.read_text(encoding="utf-8"))
        found[f"{scenario} scores"] = scores_text(data)
    return found


def summary_text(docs: Path) -> str:
    """One line per war that has been compared, from the data beside the page.

    Raises:
        ScenarioError: when a file of scores is damaged.
    """
    rows = []
    for path in sorted((docs / FOLDER).glob("*.scores.json")):
        try:
            rows.append(summary_row(json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError) as error:
            hint = "compare that war again, or take the file away"
            raise refusal(display(path), f"no file of scores: {error}", hint=hint) from None
    return markdown(SUMMARY, rows) if rows else "No war has been compared yet."


def predictions_text(found: Predictions) -> str:
    """Predictions in Markdown."""
    heading = (
        f"Predictions of `{found.scenario}`: {found.replicates:,} wars, seed {found.seed}; "
        f"{found.words}. Data: [{found.scenario}.json]({FOLDER}/{found.scenario}.json)."
    )
    return f"{heading}\n\n{markdown(PREDICTED, predicted_rows(found.figures))}"


def scores_text(data: dict[str, object]) -> str:
    """Scores in Markdown, from what `Held.as_dict` gives."""
    scenario, figures, found = data["scenario"], data["figures"], data["verdicts"]
    assert isinstance(figures, dict)
    assert isinstance(found, list)
    lines = [
        f"Held against `{data['record']}`, with the gates of {data['gates_written']}. "
        f"{sentence(found)}",
        f"![what is on record over what was predicted]({FIGURES}/backtest-{scenario}.png)",
        WORDS,
        markdown(GATES, gate_rows(found)),
    ]
    for held_out, title in ((True, "Held out:"), (False, "In sample, judged by no gate:")):
        rows = scored_rows(figures, held_out=held_out)
        if rows:
            lines += [title, markdown(SCORED, rows)]
    return "\n\n".join([*lines, HOW])


def _with_section(path: Path, scenario: str, name: str) -> str:
    """The page, with a section for the scenario at its end if it had none."""
    text = path.read_text(encoding="utf-8") if path.is_file() else NEW
    if f"<!-- {scenario} predictions:begin -->" in text:
        return text
    marks = "".join(
        f"\n<!-- {scenario} {part}:begin -->\n<!-- {scenario} {part}:end -->\n" for part in PARTS
    )
    return f"{text.rstrip()}\n\n## {name} (`{scenario}`)\n{marks}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    write_file(part, lambda stream: stream.write(text.encode()))
    part.replace(path)
