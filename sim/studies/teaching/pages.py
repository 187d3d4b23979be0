"""The pages of the lessons, from their words, their numbers and the templates."""

from __future__ import annotations

import shlex
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.language import LANGUAGES
from sim.studies.teaching.content import lesson_words, typeset
from sim.studies.teaching.numbers import TEACHING, Numbers, arms
from sim.studies.teaching.told import Told

TEMPLATES = TEACHING / "templates"
ORDER = (
    "first-war", "private-information", "commitment", "hurting-stalemate", "insincere-truces",
    "spoilers-and-discipline", "forum-shopping",
)  # fmt: skip


def environment() -> Environment:
    """Jinja2 over the templates; a name that nobody gives is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, from files of this project
        keep_trailing_newline=True,
    )


def commands(scenario: str) -> list[str]:
    """The wars of a lesson as commands, in the order of its arms."""
    lines = []
    for assignments in arms()[1][scenario].values():
        words = ["sim", "run", scenario]
        for one in assignments:
            words += ["--set", one]
        lines.append(shlex.join(words))
    return lines


def lesson(scenario: str, language: str, found: Numbers) -> dict[str, Any]:
    """The words of a lesson with its numbers told in them."""
    words = lesson_words(scenario, language)
    told = Told(found, scenario, language, words["sides"])
    made = environment()
    made.globals |= {**told.words(), "wars": told.wars, "seed": told.seed}

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            return made.from_string(value).render()
        if isinstance(value, list):
            return [filled(one) for one in value]
        return value

    words |= {key: filled(value) for key, value in words["lesson"].items()}
    numbers = made.get_template(f"numbers-{language}.md.j2").render(arms=words["arms"])
    words["numbers"] = typeset(numbers.strip(), language)
    return words


def plan(scenario: str, language: str, found: Numbers) -> str:
    """The page of a lesson: its plan, answers, numbers, debrief."""
    template = environment().get_template(f"plan-{language}.md.j2")
    words = lesson(scenario, language, found)
    page = template.render(scenario=scenario, commands="\n".join(commands(scenario)), **words)
    return str(typeset(page, language))


def index(language: str) -> str:
    """The page that lists the lessons of a language."""
    lessons = [{"scenario": one, **lesson_words(one, language)} for one in ORDER]
    page = environment().get_template(f"index-{language}.md.j2").render(lessons=lessons)
    return str(typeset(page, language))


def pages(found: Numbers) -> dict[str, str]:
    """Every page that is made, by its path within docs/teaching/."""
    made = {}
    for language in LANGUAGES:
        made[f"{language}/index.md"] = index(language)
        for scenario in ORDER:
            made[f"{language}/{scenario}.md"] = plan(scenario, language, found)
    return made
