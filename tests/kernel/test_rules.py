"""What every rule keeps to: its source is listed, and it is plain enough to be compiled."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KERNEL = ROOT / "sim" / "kernel"
FILES = [KERNEL / "chance.py", *sorted((KERNEL / "rules").glob("*.py"))]
NAME = r"[A-Z][A-Za-z]+"
WORK = re.compile(rf"({NAME}(?:(?:, | and ){NAME})*(?: et al\.)?) (\d{{4}})")
LISTED = re.compile(r"^- \*\*(.+?)\.\*\* ", re.MULTILINE)
ARITHMETIC = {
    *(f"arithmetic.{name}" for name in ("clamp", "bounded_exp", "log_odds", "power")),
    *(f"arithmetic.{name}" for name in ("probability_within", "remaining_share")),
    *(f"chance.{name}" for name in ("subject_hash", "seed_words", "bernoulli", "pick2")),
    *(f"chance.{name}" for name in ("exponential", "within", "poisson", "negative_binomial")),
}


def functions(path):
    return [
        node
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]


def source(function):
    """The text from `Source:` to the end of its paragraph, or nothing."""
    text = " ".join((ast.get_docstring(function) or "").split("\n"))
    found = re.search(r"Source: (.*)", re.sub(r"\s+", " ", text))
    return found.group(1) if found else ""


EVERY = [(path, function) for path in FILES for function in functions(path)]
IDS = [f"{path.stem}.{function.name}" for path, function in EVERY]


def test_every_rule_has_a_source():
    without = {
        f"{path.stem}.{function.name}"
        for path, function in EVERY
        if not WORK.search(source(function)) and "assumed: " not in source(function)
    }
    assert without == ARITHMETIC  # no claim about the world, so no source


def test_works_cited_and_works_listed_are_the_same():
    cited = {
        f"{authors} {year}"
        for _, function in EVERY
        for authors, year in WORK.findall(source(function))
    }
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    section = text.split("## Cited by the rules")[1].split("\n## ")[0]
    assert cited == set(LISTED.findall(section))
    assert len(cited) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rules_import_nothing_but_numbers_and_each_other(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert {name.name for name in node.names} <= {"math", "numpy"}
        if isinstance(node, ast.ImportFrom):
            standard = {"typing"} | ({"hashlib"} if path.stem == "chance" else set())
            assert node.module in standard or str(node.module).startswith("sim.kernel.")


@pytest.mark.parametrize(("path", "function"), EVERY, ids=IDS)
def test_rules_use_only_what_is_the_same_compiled(path, function):
    allowed = {"sqrt", "exp", "log", "expm1", "log1p"}
    for node in ast.walk(function):
        assert not isinstance(node, ast.Pow | ast.Lambda | ast.Dict | ast.List | ast.Try)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("math", "np"):
            assert node.attr in allowed
        if isinstance(node, ast.Raise):
            assert function.name == "seed_words"  # never compiled
    assert not function.args.kwonlyargs
    assert not function.args.defaults
