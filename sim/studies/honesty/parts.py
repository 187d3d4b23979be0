"""The generated parts of docs/honesty.md: mark -> text, from the files beside the page."""

from collections.abc import Callable
from pathlib import Path

from sim.report.generated import fill
from sim.studies.honesty.assumed import assumed_text
from sim.studies.honesty.ceasefires import ceasefires_text
from sim.studies.honesty.facts import formal_text, misfits_text, stylised_text
from sim.studies.honesty.fit import fit_text
from sim.studies.honesty.performance import performance_text
from sim.studies.honesty.record import record_text
from sim.studies.honesty.summary import summary_text
from sim.studies.honesty.wars import wars_text

PAGE = "honesty.md"
PARTS: dict[str, Callable[[Path], str]] = {
    "summary": summary_text,
    "assumed": assumed_text,
    "formal": formal_text,
    "stylised": stylised_text,
    "misfits": misfits_text,
    "record": record_text,
    "fit": fit_text,
    "wars": wars_text,
    "ceasefires": ceasefires_text,
    "performance": performance_text,
}


def filled(page: str, docs: Path) -> str:
    """The page with all parts as the numbers in `docs` have them.

    Raises:
        ValueError: a mark is missing, or a file of numbers is damaged; names it.
        ScenarioError: a file of gates or of scores is wrong.
    """
    for name, make in PARTS.items():
        page = fill(page, name, make(docs))
    return page
