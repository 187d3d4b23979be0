"""What the classroom refuses is said in the language of the page."""

import ast
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import sim.classroom
from sim.faults.words import in_words, told
from sim.language import speaking

HERE = Path(sim.classroom.__file__).parent
FRENCH = {"Accept-Language": "fr"}
MAKERS = {"Refusal", "refusal", "_too_large"}
AT_THE_CONSOLE = {"serve.py", "store.py"}  # said to the teacher who starts the server, or a bug


def problems() -> list[tuple[str, str]]:
    """Sentences given whole to what makes refusals, with the file that they stand in."""
    found = set()
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or path.name in AT_THE_CONSOLE:
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) not in MAKERS:
                continue
            told_apart = [one.value for one in node.keywords if one.arg in ("problem", "hint")]
            for part in (*node.args, *told_apart):
                if isinstance(part, ast.Constant) and " " in str(part.value):
                    found.add((path.name, str(part.value)))
    return sorted(found)


@pytest.mark.parametrize(("file", "text"), problems())
def test_no_problem_of_the_classroom_is_english_only(file: str, text: str) -> None:
    with speaking("fr"):
        assert in_words(text) != text, file


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("a number of at least 0 and at most 1", "un nombre d’au moins 0 et d’au plus 1"),
        ("a whole number above 0", "un nombre entier au-dessus de 0"),
        ("true or false", "vrai ou faux"),
        ("a date or a number", "une date ou un nombre"),
        ("200,000 bytes", "200\u202f000 octets"),
        ("did you mean karabakh-2020?", "vouliez-vous dire karabakh-2020\u202f?"),
        ("one of: a, b and 3 more", "l’un de\u202f: a, b et 3 de plus"),
        ("a sentence of nobody", "a sentence of nobody"),
    ],
)
def test_what_is_allowed_is_french_and_its_values_stay(english: str, french: str) -> None:
    with speaking("fr"):
        assert in_words(english) == french


def test_english_stays_as_it_is() -> None:
    error = {"problem": "unknown key", "faults": [{"problem": "unknown key"}]}
    assert told(error) is error


@pytest.mark.parametrize(
    ("path", "message", "problem"),
    [
        ("/api/war", {"scenario": "karabak-2020"}, "aucun scénario ne porte cet identifiant"),
        (
            "/api/war",
            {"scenario": "first-war", "changes": {"belligerents.westland.strength": -3}},
            "nombre hors des limites",
        ),
        ("/api/many", {"scenario": "first-war", "wars": 10**6}, "il faut au plus 5000"),
        ("/api/upload", {"toml": "x" * 300_000}, "le fichier est trop grand"),
        ("/api/rooms/QQQQ/seat", {}, "cet acte n’existe pas"),
    ],
)
def test_refusals_are_french_for_a_french_page(
    room: TestClient, path: str, message: Any, problem: str
) -> None:
    answer = room.post(path, json=message, headers=FRENCH)
    assert answer.status_code >= 400
    assert problem in answer.json()["error"]["problem"]


def test_the_wall_answers_in_french_too(room: TestClient) -> None:
    body = b"{" + b" " * 100_000
    headers = {**FRENCH, "Content-Type": "application/json"}
    error = room.post("/api/war", content=body, headers=headers).json()["error"]
    assert error["problem"] == "le message est trop grand"
    assert "octets" in error["allowed"]
