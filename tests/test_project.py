"""The project's own files agree with each other and with its rules about files."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sim.scenario.root import scenario_root

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11", "3.12", "3.13")
LONGEST_FILE = 400
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|opt)/\w")


def pinned(python: str) -> dict[str, str]:
    """Name and version of everything that constraints.txt pins for one Python."""
    environment = {str(key): str(value) for key, value in default_environment().items()}
    environment["python_version"] = python
    found: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            name = canonicalize_name(requirement.name)
            assert name not in found, f"{name} is pinned twice for Python {python}"
            found[name] = str(requirement.specifier).removeprefix("==")
    return found


@pytest.mark.parametrize("python", PYTHONS)
def test_constraints_pin_what_the_project_declares(python: str) -> None:
    pins = pinned(python)
    for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]:
        requirement = Requirement(text)
        version = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{text} does not allow {version}"


def test_both_lines_of_mesa_are_covered() -> None:
    assert {pinned(python)["mesa"][:3] for python in PYTHONS} == {"3.3", "3.5"}


def test_citation_names_the_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {PROJECT['version']}\n" in citation


def test_scenarios_of_a_checkout_are_found() -> None:
    assert scenario_root() == ROOT / "scenarios"
    assert list(scenario_root().rglob("*.toml"))


def test_no_python_file_is_too_long() -> None:
    files = [*ROOT.glob("sim/**/*.py"), *ROOT.glob("tests/**/*.py")]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not [f"{path}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE]


def test_no_file_names_a_folder_of_one_machine() -> None:
    kinds = ("py", "md", "toml", "js", "html", "cff", "txt")
    files = [
        path
        for folder in ("sim", "scenarios", "docs", "tests")
        for kind in kinds
        for path in ROOT.glob(f"{folder}/**/*.{kind}")
        if path != Path(__file__).resolve()
    ]
    files += [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "Makefile", ".ci/run")]
    assert len(files) > len(kinds)
    assert not [str(path) for path in files if MACHINE.search(path.read_text(encoding="utf-8"))]


@pytest.mark.slow
def test_readme_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    fewer = block.replace("replicates=100", "replicates=2")
    assert fewer != block
    exec(compile(fewer, "README.md", "exec"), {})
    assert "proportion" in capsys.readouterr().out
