"""The sliders and switches of a scenario: its levers, ranges and mechanisms, each in a sentence."""

import functools
import math
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import annotated_types as at

from sim.classroom.variants import stated
from sim.language import N_, _, of_file, spoken
from sim.report.names import Names, own_words
from sim.report.parameters import Parameter, parameters
from sim.scenario.keys import spell, split
from sim.scenario.scenario import Scenario
from sim.scenario.shape import choices, expected, is_map

STEPS = 100  # of a slider, at least
SECTIONS = {
    "mediators": "mediators", "belligerents": "parties", "states": "states", "fronts": "fronts",
    "issues": "fronts", "rules": "rules", "mechanisms": "mechanisms", "scenario": "rules",
    "events": "rules",
}  # fmt: skip
# What a class may want to change in any scenario, whether it states a range for it or not.
USUAL = {
    "mediators": (
        "mandate.terms", "tempo.launch_rate", "tempo.lag_days", "tempo.notice_hours",
        "credibility", "signal_accuracy", "style.facilitation", "style.formulation",
        "style.manipulation", "decision",
    ),
    "states": ("concern", "deploys.monitors", "deploys.peacekeepers", "deploys.guarantee"),
    "belligerents": (
        "strength", "quality", "belief.mean", "resolve.high_cost", "tolerance", "discipline",
        "doctrine", "first_strike", "aim", "admits",
    ),
    "fronts": ("engagements",),
}  # fmt: skip
RULES = (
    "rules.talks.direct_rate", "rules.pressure.scale", "rules.pressure.half_life_days",
    "rules.truces.break_pace", "rules.truces.reconsiders", "rules.truces.accident_rate",
    "rules.truces.misperception", "rules.truces.public_attribution", "rules.truces.forbearance",
)  # fmt: skip
RULE_GROUPS = {
    "fighting": N_("fighting"), "memory": N_("memory"), "pressure": N_("pressure"),
    "talks": N_("talks"), "truces": N_("truces"),
}  # fmt: skip
SOLDIERS = {"monitors": 500.0, "peacekeepers": 5000.0}  # a slider's end where the value is 0


def controls(scenario: Scenario) -> list[dict[str, Any]]:
    """Every control of a scenario, section by section; each address once."""
    addresses = dict.fromkeys([*scenario.case.levers, *_usual(scenario), *scenario.uncertainties])
    made = (_control(scenario, address) for address in addresses)
    return [control for control in made if control]


def _usual(scenario: Scenario) -> Iterator[str]:
    case = scenario.case
    for group, tails in USUAL.items():
        for name, element in getattr(case, group).items():
            yield from (f"{group}.{name}.{tail}" for tail in tails)
            if group == "states":
                sides = (side for side in case.belligerents if side in element.ties)
                yield from (f"states.{name}.ties.{side}.trust" for side in sides)
    yield from RULES
    yield from (f"mechanisms.{name}" for name in type(case.mechanisms).model_fields)


def _control(scenario: Scenario, address: str) -> dict[str, Any] | None:
    value = stated(scenario, address)
    keys = split(address)
    lever = scenario.case.levers.get(address)
    form = _form(scenario, address, value)
    if form is None:
        return None
    told = _words().get(_template(keys))
    names = Names(scenario)
    note = own_words(lever.note) if lever else ""
    meaning = of_file(told.meaning) if told else ""
    unit = of_file(told.unit) if told else ""
    said = (note, meaning) if spoken() == "en" else (note,)
    return {
        "address": address,
        "section": "levers" if lever else SECTIONS.get(keys[0], "rules"),
        "id": keys[1] if len(keys) > 1 else "",
        "group": _group(names, keys),
        "label": _label(names, keys, meaning).removesuffix(f" {unit}" if unit else ""),
        "sentence": " ".join(_sentence(words) for words in said if words),
        "unit": unit,
        "value": value,
        **form,
    }


def _form(scenario: Scenario, address: str, value: Any) -> dict[str, Any] | None:
    """How a value is chosen: a switch, some words, one word, or a number within bounds."""
    keys = split(address)
    lever = scenario.case.levers.get(address)
    if isinstance(value, bool):
        return {"kind": "switch"}
    if isinstance(value, list):
        words = [word for kind, _marks in expected(keys) if get_origin(kind) is list
                 for part in get_args(kind) if get_origin(part) is Literal
                 for word in get_args(part)]  # fmt: skip
        return {"kind": "set", "choices": words} if words else None
    if isinstance(value, str):
        words = [str(one) for one in lever.values or ()] if lever else []
        words = words or choices(keys)
        return {"kind": "choice", "choices": words} if words else None
    if not isinstance(value, int | float):
        return None
    if lever and lever.values is not None:
        return {"kind": "choice", "choices": lever.values}
    low, high = _bounds(scenario, address, float(value))
    whole = all(kind is int for kind, _marks in expected(keys))
    step = 1 if whole else _step(high - low)
    if low == 0.0 and any(
        isinstance(mark, at.Gt) for _kind, marks in expected(keys) for mark in marks
    ):
        low = min(step, value)
    return {"kind": "number", "low": low, "high": high, "step": step, "whole": whole}


def _bounds(scenario: Scenario, address: str, value: float) -> tuple[float, float]:
    """The ends of a slider: of the lever, of the range, of the schema, or around the value."""
    lever = scenario.case.levers.get(address)
    if lever and lever.low is not None and lever.high is not None:
        return min(lever.low, value), max(lever.high, value)
    if address in scenario.uncertainties:
        low, high = scenario.uncertainties[address]
        return float(low), float(high)
    least, most = _limits(address)
    if most is None:
        key = split(address)[-1]
        most = 2.0 * value if value > 0.0 else SOLDIERS.get(key, max(1.0, -2.0 * value))
    if least is None:
        least = min(0.0, 2.0 * value) if value else -1.0
    return least, most


def _limits(address: str) -> tuple[float | None, float | None]:
    low: float | None = None
    high: float | None = None
    for _kind, marks in expected(split(address)):
        for mark in marks:
            if isinstance(mark, at.Ge | at.Gt):
                low = float(getattr(mark, "ge", getattr(mark, "gt", 0.0)))
            elif isinstance(mark, at.Le | at.Lt):
                high = float(getattr(mark, "le", getattr(mark, "lt", 1.0)))
    return low, high


def _step(width: float) -> float:
    """A round step, 1, 2 or 5 times a power of ten, of which a slider has a hundred or more."""
    if width <= 0.0:
        return 1.0
    least = width / STEPS
    power = 10.0 ** math.floor(math.log10(least))
    factor = max(factor for factor in (1.0, 2.0, 5.0) if factor * power <= least * 1.0000001)
    return float(f"{factor * power:.6g}")


@functools.cache
def _words() -> dict[str, Parameter]:
    return {one.address: one for one in parameters()}


def _template(keys: tuple[str, ...]) -> str:
    """An address with `<id>` for ids of elements."""
    return ".".join(
        "<id>" if size and is_map(keys[:size]) else key for size, key in enumerate(keys)
    )


def _group(names: Names, keys: tuple[str, ...]) -> str:
    if keys[0] == "fronts":
        return names.front(keys[1])
    if keys[0] in ("belligerents", "states", "mediators"):
        return names.actor(keys[1])
    return _(RULE_GROUPS[keys[1]]) if keys[0] == "rules" else ""


def _label(names: Names, keys: tuple[str, ...], meaning: str) -> str:
    """What a value is called: `launch rate`, `resolve: high cost`, `trust (Armenia)`.

    The words of an address are English; in other languages its meaning stands for them.
    """
    rest = keys[1:] if keys[0] in ("mechanisms", "scenario") else keys[2:]
    words, ids = [], []
    for size, key in enumerate(rest, start=len(keys) - len(rest)):
        if is_map(keys[:size]):
            ids.append(names.actor(key))
        elif key not in ("ties", "tempo", "mandate", "deploys"):
            words.append(key.replace("_", " "))
    label = ": ".join(words) or spell(keys)
    if spoken() != "en" and meaning:
        label = meaning
    return f"{label} ({', '.join(ids)})" if ids else label


def _sentence(words: str) -> str:
    text = f"{words[:1].upper()}{words[1:]}"
    return text if text.endswith((".", "?", "!")) else f"{text}."
