"""Checks of `[scenario]` and of ids over all groups."""

from collections.abc import Iterator

from sim.scenario.errors import Finding
from sim.scenario.keys import show
from sim.scenario.schema import Case

GROUPS = ("belligerents", "states", "mediators", "fronts", "issues")


def heading(case: Case) -> Iterator[Finding]:
    """The heading's own sense, and ids unique over all groups."""
    steps = 24.0 / case.scenario.step_hours
    if abs(steps - round(steps)) > 1e-9:
        yield Finding(
            ("scenario", "step_hours"),
            "steps do not fill a day",
            show(case.scenario.step_hours),
            "a number that divides 24",
            "for example 1, 2, 3, 4, 6, 8, 12 or 24",
        )
    if case.scenario.remove and case.scenario.extends is None:
        yield Finding(("scenario", "remove"), "nothing to remove from", "", "only beside extends")
    yield from _one_id_each(case)
    yield from _names(case)


def _one_id_each(case: Case) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for group in GROUPS:
        for identity in getattr(case, group):
            if identity in seen:
                yield Finding(
                    (group, identity),
                    f"the id is also in {seen[identity]}",
                    show(identity),
                    "ids unique over " + ", ".join(GROUPS),
                    "rename one of the two",
                )
            seen.setdefault(identity, group)


def _names(case: Case) -> Iterator[Finding]:
    for group in ("belligerents", "states", "mediators", "issues"):
        for identity, element in getattr(case, group).items():
            if not element.name.strip():
                yield Finding((group, identity, "name"), "an empty name", '""', "a name")
    for key in ("name", "summary"):
        if not getattr(case.scenario, key).strip():
            yield Finding(("scenario", key), "an empty text", '""', "a text in neutral words")
