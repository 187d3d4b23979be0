"""`CeasefireModel` in Mesa's own page, without a browser: the widgets that a browser would show."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import ipyvuetify
import pytest
import reacton
import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component

from sim import CeasefireModel

PARAMETERS = {
    "case": "first-war",
    "rng": {"type": "InputText", "value": 7, "label": "seed"},
    "mediators__lake_talks__credibility": Slider("credibility", 0.7, 0.0, 1.0, 0.1),
}


@solara.component
def _page(model: CeasefireModel) -> None:
    with solara.AppLayout():
        SolaraViz(
            model,
            components=[make_plot_component("line")],
            model_params=PARAMETERS,
            name="A first war",
        )


@pytest.fixture
def shown() -> Iterator[tuple[CeasefireModel, Any]]:
    """The model, and its page as rendered."""
    model = CeasefireModel(case="first-war", rng=7)
    _, page = reacton.render(_page(model), handle_error=False)
    yield model, page
    page.close()


def _button(page: Any, words: str) -> Any:
    (button,) = [one for one in page.find(ipyvuetify.Btn).widgets if one.children == [words]]
    return button


def _counted(page: Any) -> float:
    """What the page says of the steps done: `Step: 1` with Mesa 3.3, `Time: 1.0` later."""
    texts = [one.children[0] for one in page.find(ipyvuetify.Html, tag="span").widgets]
    (number,) = [m.group(1) for t in texts if (m := re.fullmatch(r"(?:Step|Time): ([\d.]+)", t))]
    return float(number)


def _comes_true(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20.0
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_step_and_reset(shown: tuple[CeasefireModel, Any]) -> None:
    model, page = shown
    assert _counted(page) == 0
    for done in (1, 2):
        _button(page, "Step").click()
        assert _comes_true(lambda done=done: _counted(page) == done)
        assert model.tick == done
    _button(page, "Reset").click()
    assert _comes_true(lambda: _counted(page) == 0)


def test_parameters_are_addresses(shown: tuple[CeasefireModel, Any]) -> None:
    _, page = shown
    labels = [one.label for one in page.find(ipyvuetify.Slider).widgets]
    assert "credibility" in labels
    (seed,) = page.find(ipyvuetify.TextField).widgets
    assert seed.label == "seed"
    assert seed.v_model == 7
