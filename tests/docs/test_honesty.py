"""docs/honesty.md says what the kept numbers say, names every gate, and forecasts nothing."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from sim.report.generated import DOCS
from sim.scenario.errors import ScenarioError
from sim.studies.backtest.war.docs import predictions_file, scores_file
from sim.studies.backtest.war.gates import read_gates as gates_of_wars
from sim.studies.calibration.posterior import IDENTIFIED, NARROWED
from sim.studies.facts.docs_page import DATA
from sim.studies.facts.gates import read_gates
from sim.studies.honesty import fit
from sim.studies.honesty.__main__ import main
from sim.studies.honesty.facts import check_of, facts_of, misfits_text, stylised_text
from sim.studies.honesty.kept import NOT_YET, part_of, rows_of
from sim.studies.honesty.parts import PAGE, PARTS, filled
from sim.studies.honesty.performance import performance_rows
from sim.studies.honesty.reasons import FIRST_LOOK, REASONS, UNKNOWN
from sim.studies.honesty.record import record_rows
from sim.studies.honesty.wars import PREDICTED, scores, wars_sentence, wars_text

TEXT = (DOCS / PAGE).read_text(encoding="utf-8")
KEPT = (DATA, "ceasefires.json", "model.md", "performance.md", PAGE)
FORECASTS = re.compile(
    r"\b(will (win|lose|stop|hold|end|break|happen|collapse|settle)|is going to|we expect|"
    r"(?<!no )(?<!no \*\*)forecasts?\b|prognos\w+|foretells?|predicts that)",
    re.IGNORECASE,
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the files that the page is made from."""
    for name in KEPT:
        shutil.copy(DOCS / name, tmp_path / name)
    return tmp_path


def changed(docs: Path, change: Any) -> None:
    """facts.json after a change."""
    data = json.loads((docs / DATA).read_text("utf-8"))
    change({one["id"]: one for one in data["facts"]})
    (docs / DATA).write_text(json.dumps(data), encoding="utf-8")


def gate_cells(text: str) -> dict[str, dict[str, str]]:
    """The table of the wars: gate in words -> scenario -> result."""
    return {row["gate"]: row for row in rows_of(text)}


def put(docs: Path, scenario: str, data: dict[str, Any] | None) -> None:
    """Predictions of a war, and its scores if there are any."""
    predictions_file(docs, scenario).parent.mkdir(exist_ok=True)
    predictions_file(docs, scenario).write_text("{}", encoding="utf-8")
    if data is not None:
        scores_file(docs, scenario).write_text(json.dumps(data), encoding="utf-8")


# ---------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("name", PARTS)
def test_the_page_is_that_of_the_kept_numbers(name: str) -> None:
    assert part_of(DOCS / PAGE, name).strip() == PARTS[name](DOCS).strip(), (
        "run python -m sim.studies.honesty"
    )


def test_every_gate_is_named_with_its_result() -> None:
    facts = facts_of(DOCS)
    rows = rows_of(part_of(DOCS / PAGE, "stylised"))
    assert len(rows) == sum(len(gate.checks) for gate in read_gates().facts.values())
    for name, gate in read_gates().facts.items():
        assert any(row["fact"] == f"{name} {gate.name}" for row in rows)
        for one in gate.checks.values():
            row = next(row for row in rows if (row["check"], row["gate"]) == (one.words, one.rule))
            check = check_of(facts.get(name), one)
            assert row["4"] == (check.verdict if check else "")
    for gate_of_war in gates_of_wars().gates.values():
        assert f"| {gate_of_war.words} |" in TEXT
    for fact in facts.values():
        assert fact.id in TEXT


def test_no_forecast() -> None:
    assert not FORECASTS.findall(TEXT)
    assert FORECASTS.findall("This forecasts that the war will end.")
    assert "no forecast" in TEXT.lower()


def test_what_the_hand_written_part_must_say() -> None:
    """The limits, and the changes after results were seen, stand there whatever comes out."""
    for words in (
        "Who broke a real truce", "assumed", "departures 20 to 24", "S12 is not",
        "chosen among seeds", "knew", str(read_gates().written.split("-")[0]),
    ):  # fmt: skip
        assert words in TEXT, words


def test_it_is_linked() -> None:
    assert "](docs/honesty.md)" in (DOCS.parent / "README.md").read_text("utf-8")
    assert "](honesty.md)" in (DOCS / "index.md").read_text("utf-8")


# ------------------------------------------------------------------------------------------- facts


def test_a_change_of_verdict_makes_the_page_stale(docs: Path) -> None:
    assert filled(TEXT, DOCS) == TEXT

    def fails(facts: dict[str, Any]) -> None:
        facts["S7"]["verdict"] = "fails"
        facts["S7"]["checks"][0] |= {"measured": 0.01, "low": 0.0, "high": 0.02}
        facts["S7"]["checks"][0]["verdict"] = "missed"

    changed(docs, fails)
    page = filled(TEXT, docs)
    assert page != TEXT
    assert UNKNOWN in misfits_text(docs)
    assert "missed: Rise of belief in a strong opponent" in page
    assert "0.01 (0 to 0.02), wanted above 0.05" in page


def test_verdicts_that_changed_since_the_first_look_are_said(docs: Path) -> None:
    def as_then(facts: dict[str, Any]) -> None:
        for name, verdict in FIRST_LOOK.items():
            facts[name]["verdict"] = verdict

    changed(docs, as_then)
    assert "first look (24 November 2026, 11:49): none." in stylised_text(docs)
    changed(docs, lambda facts: facts["S4"].update(verdict="undecided"))
    assert "): S4 holds, now undecided." in stylised_text(docs)


def test_what_holds_is_no_misfit(docs: Path) -> None:
    changed(docs, lambda facts: [one.update(verdict="holds") for one in facts.values()])
    assert misfits_text(docs) == "No stylised fact is missed."


def test_built_in_is_said(docs: Path) -> None:
    def built_in(facts: dict[str, Any]) -> None:
        facts["S3"] |= {"verdict": "built-in"}
        facts["S3"]["checks"][0]["verdict"] = "met"

    changed(docs, built_in)
    assert "S3 Peacekeepers cut the risk of renewed war: built-in" in misfits_text(docs)
    assert "mechanism off not missed" in misfits_text(docs)


def test_a_figure_of_another_gate_is_not_shown(docs: Path) -> None:
    """A gate that is not the one that was looked at: not yet run."""
    changed(docs, lambda facts: facts["S3"]["checks"][0].update(gate="0.1 to 0.2"))
    row = next(row for row in rows_of(stylised_text(docs)) if row["fact"].startswith("S3"))
    assert row["found"] == NOT_YET


def test_reasons_are_of_facts_that_there_are() -> None:
    assert set(REASONS) <= set(read_gates().facts) == set(FIRST_LOOK)


# -------------------------------------------------------------------------------------------- wars


def test_nothing_run_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "shipped_widths", list)
    for name, make in PARTS.items():
        if name != "assumed":
            assert NOT_YET in make(tmp_path), name
    rows = rows_of(stylised_text(tmp_path))
    assert {row["found"] for row in rows} == {NOT_YET}
    assert {row["verdict"] for row in rows} == {NOT_YET, ""}
    assert {row["first look"] for row in rows} == {"holds", "fails", ""}


def test_wars_predicted_compared_and_neither(docs: Path) -> None:
    names = list(scores(docs))
    assert {"karabakh-2016", "karabakh-2020"} <= set(names)
    gates = gates_of_wars().gates
    found = [{"gate": name, "verdict": "fails", "found": "3 of 9"} for name in gates]
    found[0] = {"gate": "coverage", "verdict": "holds", "found": "9 of 9"}
    put(docs, "karabakh-2016", None)
    put(docs, "karabakh-2020-as-it-happened", {"verdicts": found})
    cells = gate_cells(wars_text(docs))
    assert list(cells) == [gate.words for gate in gates.values()]
    row = cells[gates["coverage"].words]
    assert row["`karabakh-2016`"] == PREDICTED
    assert row["`karabakh-2020-as-it-happened`"] == "holds: 9 of 9"
    assert row["`karabakh-1991-94`"] == NOT_YET
    assert "`karabakh-2020`" not in row  # another scenario of that record was predicted
    assert f"`karabakh-2020-as-it-happened` 1 hold, {len(gates) - 1} fail" in wars_sentence(docs)


def test_damaged_scores_are_named(docs: Path) -> None:
    put(docs, "karabakh-2016", {"verdicts": [{"verdict": "holds"}]})
    with pytest.raises(ValueError, match=r"karabakh-2016\.scores\.json: damaged"):
        wars_text(docs)


# ----------------------------------------------------------------------------------- other numbers


def test_the_record_is_counted_as_its_own_page_counts_it() -> None:
    told = re.findall(
        r"Inside their bands: (\d+ of \d+) figures "
        r"\((\d+ of \d+) in sample, (\d+ of \d+) held out\)(?:; (\d+) of them by width)?",
        (DOCS / "model.md").read_text("utf-8"),
    )
    rows = record_rows(DOCS)
    assert rows
    assert [(*row[2:5], row[5]) for row in rows] == [(*one[:3], one[3] or "0") for one in told]


def test_widths_of_the_fit_are_told_by_their_verdict() -> None:
    found = fit.shipped_widths()
    rows = rows_of(fit.fit_text(DOCS))
    assert [row["parameter"] for row in rows] == [f"`{one.parameter}`" for one in found]
    for one, row in zip(found, rows, strict=True):
        expected = "identified" if one.left < IDENTIFIED else "narrowed"
        assert row["verdict"] == (expected if one.left < NARROWED else "not identified")
        assert one.low <= one.p05 < one.p95 <= one.high


def test_only_wanted_figures_of_performance() -> None:
    rows = performance_rows(DOCS)
    assert rows
    assert all(wanted for _, wanted, _, _ in rows)
    assert {verdict for *_, verdict in rows} <= {"met", "short", "not judged"}


# ------------------------------------------------------------------------------------- the command


def test_the_command_fills_the_page(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    emptied = re.sub(r"(<!-- (\w+):begin -->).*?(<!-- \2:end -->)", r"\1\n\3", TEXT, flags=re.S)
    (docs / PAGE).write_text(emptied, encoding="utf-8")
    assert main(["--docs", str(docs)]) == 0
    assert "written" in capsys.readouterr().out
    assert (docs / PAGE).read_text("utf-8") == filled(TEXT, docs)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (DATA, "{", "facts.json: damaged"),
        (DATA, "[]", "facts.json: damaged"),
        (DATA, '{"facts": [{"id": "S1"}]}', "facts.json: damaged"),
        ("ceasefires.json", '{"table": "x"}', "ceasefires.json: damaged"),
        (PAGE, "# Honesty\n", "lacks <!-- summary:begin -->"),
    ],
)
def test_a_damaged_file_is_one_message(
    docs: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (docs / name).write_text(text, encoding="utf-8")
    before = (docs / PAGE).read_text("utf-8")
    assert main(["--docs", str(docs)]) == 1
    assert said in capsys.readouterr().err
    assert (docs / PAGE).read_text("utf-8") == before


def test_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--docs", str(tmp_path)]) == 1
    assert PAGE in capsys.readouterr().err


def test_wrong_gates_are_input(
    docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(docs: Path) -> str:
        raise ScenarioError([])

    monkeypatch.setitem(PARTS, "summary", refused)
    assert main(["--docs", str(docs)]) == 2
