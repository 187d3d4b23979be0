"""The sheets that are printed: handouts, debrief sheets, role sheets, set as PDF by Typst."""

from __future__ import annotations

import json
from typing import Any

import typst

from sim.language import LANGUAGES, speaking
from sim.report.names import Names
from sim.scenario import load
from sim.studies.teaching.content import lesson_words, read
from sim.studies.teaching.pages import ORDER, TEMPLATES

ROLE_PLAY = "role-play"
PLAYED = "forum-shopping"
LESSON_SHEETS = ("handout", "debrief")


def front(scenario: str, language: str) -> dict[str, Any]:
    """The places of a lesson's one front as a sheet draws them, named as on the page."""
    loaded = load(scenario)
    ((id_, line),) = loaded.case.fronts.items()
    with speaking(language):
        names = Names(loaded).places(id_)
    first = line.parties[0]
    places = line.positions if isinstance(line.positions, list) else []
    positions = [
        {"name": name, "share": one.share, "side": int(one.holder != first)}
        for one, name in zip(places, names, strict=True)
    ]
    held = sum(one.share or 0.0 for one in places if one.holder == first)
    return {"positions": positions, "held": held, "parties": list(line.parties)}


def lesson_data(scenario: str, language: str) -> dict[str, Any]:
    """What the sheets of a lesson say."""
    words = lesson_words(scenario, language)
    drawn = front(scenario, language)
    return {
        **drawn,
        "lang": language,
        "words": read("sheets", language),
        "title": words["title"],
        "question": words["question"],
        "handout": words["handout"],
        "sides": [words["sides"][party] for party in drawn["parties"]],
        "arms": list(words["arms"].values()),
        "debrief": words["lesson"]["debrief"],
    }


def as_pdf(template: str, data: dict[str, Any]) -> bytes:
    """A template set with its data, with the fonts that Typst brings: the same everywhere."""
    found = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
    )
    if not isinstance(found, bytes):
        raise TypeError(f"{template}: Typst gave no PDF")
    return found


def sheets() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every sheet by its path within docs/teaching/: its template and what it says."""
    found = {}
    for language in LANGUAGES:
        for scenario in ORDER:
            data = lesson_data(scenario, language)
            for kind in LESSON_SHEETS:
                found[f"{language}/{scenario}-{kind}.pdf"] = (kind, data)
        roles = {"lang": language, **read(ROLE_PLAY, language), **front(PLAYED, language)}
        found[f"{language}/{ROLE_PLAY}-sheets.pdf"] = (ROLE_PLAY, roles)
    return found
