"""The article's question: pages agree with the numbers, words with their intervals, both with a
small run; the placebo and the mirror change nothing."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.records.draws import Draws
from sim.records.uncertainty import uncertainty
from sim.report.generated import fill
from sim.scenario import load
from sim.studies.article import (
    BASE,
    CICA,
    FORMATS,
    MIRROR,
    PLACEBO,
    TESTED,
    gather,
    levers,
    main,
    study_of,
)
from sim.studies.article_page import FIGURE, JSON, PARTS, answer, grouped, span, write_all
from sim.studies.article_wars import (
    against,
    drawn_against,
    drawn_summary,
    mirrored,
    placebo,
    wars,
)
from sim.studies.design import design_points

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGE = DOCS / "would-kazakhstan-help.md"
FEW = 400

# What README and page say in words of the initiative beside the Minsk Group: sign of the difference
# from the Minsk Group alone, its interval on one side of 0.
SAID = {
    "deaths": -1, "civilian_deaths": -1, "settlement": 1, "in_force": -1, "displaced": 1,
    "war": 1, "land": -1, "days": -1,
}  # fmt: skip

# What they say holds in nearly all draws of the numbers fitted to 2020.
SAID_DRAWN = ("deaths", "civilian_deaths", "settlement")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The published numbers."""
    numbers: dict[str, Any] = json.loads((DOCS / JSON).read_text(encoding="utf-8"))
    return numbers


def standard_error(three: list[float]) -> float:
    """From mean, low and high of a 95 % interval."""
    return (three[2] - three[1]) / 3.92


def near(one: list[float], other: list[float]) -> bool:
    """Whether two means differ by less than four and a half standard errors."""
    error = (standard_error(one) ** 2 + standard_error(other) ** 2) ** 0.5
    return bool(abs(one[0] - other[0]) <= 4.5 * error + 1e-9)


@pytest.mark.parametrize("part", PARTS)
def test_tables_are_those_of_the_numbers(found: dict[str, Any], part: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert fill(page, part, PARTS[part](found)) == page, "python -m sim.studies.article --docs docs"


def test_the_readme_has_the_numbers(found: dict[str, Any]) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert fill(page, "answer", answer(found)) == page
    assert "counterfactual" in page.partition("<!-- answer:begin -->")[2]


@pytest.mark.parametrize("measure", SAID)
def test_words_have_the_sign_of_the_numbers(found: dict[str, Any], measure: str) -> None:
    mean, low, high = found["formats"][TESTED]["difference"][measure]
    assert low <= mean <= high
    assert SAID[measure] * (low if SAID[measure] > 0 else high) > 0.0


@pytest.mark.parametrize("measure", SAID_DRAWN)
def test_words_have_the_sign_of_the_draws(found: dict[str, Any], measure: str) -> None:
    _, low, high = found["drawn"]["formats"][TESTED]["difference"][measure]
    assert SAID[measure] * (low if SAID[measure] > 0 else high) > 0.0


def test_drawn_intervals_hold_more_than_luck(found: dict[str, Any]) -> None:
    """Where parameters make a tenth of the variance or more, they widen the interval."""
    drawn, plain = found["drawn"]["formats"][TESTED], found["formats"][TESTED]["difference"]
    widths = {name: three[2] - three[1] for name, three in drawn["difference"].items()}
    assert drawn["share"]["land"] > 0.05
    assert widths["land"] > 2.0 * (plain["land"][2] - plain["land"][1])


def test_the_interval_of_drawn_parameters_by_hand() -> None:
    """Two draws of two wars, 0 and 2, 4 and 6: all between draws but the luck of 1 about each mean.
    Means 1 and 5 about 3; mean square between 16, within 2, between (16 - 2) / 2 = 7, share 7/9."""
    table = pd.DataFrame({"deaths": [0.0, 2.0, 4.0, 6.0]})
    draws = Draws("prior", "here", 1, 2, ("a",), (0.0,), ((0.0,), (1.0,)))
    means, shares = drawn_summary(table, draws)
    assert shares == {"deaths": 0.778}
    # standard deviation sqrt(20/3) over 2, times the root of the design effect 1 + 7/9
    half = 1.959964 * (20.0 / 3.0 / 4.0 * 16.0 / 9.0) ** 0.5
    assert means["deaths"] == pytest.approx([3.0, 3.0 - half, 3.0 + half], abs=1e-3)


def test_twins_take_drawn_parameters() -> None:
    """The placebo and the mirror are fought with the numbers that the war itself has."""
    tested = load("karabakh-2020-minsk-and-cica")
    draws = uncertainty("fitted", load(FORMATS[BASE]), 2020, 20)
    for twin in (placebo(tested), mirrored(tested)):
        assert (
            draws.within(twin, 40).case.belligerents == draws.within(tested, 40).case.belligerents
        )
    few = drawn_against(wars(tested, 4, draws=draws), wars(tested, 4, draws=draws), draws)
    assert few["difference"]["deaths"] == [0.0, 0.0, 0.0]


def test_soldiers_decide_and_neither_trust_nor_leverage(found: dict[str, Any]) -> None:
    """At every trust and leverage, for every mediator."""
    groups = grouped(found)
    for mediator in found["grid"]["means"]:
        for means in ("nothing", "200 observers", "a guarantee"):
            assert span(found, mediator, groups[means], "in_force")[1] < 0.3
        strong = groups["2,000 soldiers and a guarantee"]
        assert span(found, mediator, strong, "in_force")[0] > 0.5


def test_placebo_and_mirror_change_nothing(found: dict[str, Any]) -> None:
    tested = found["formats"][TESTED]["mean"]
    rows = found["formats"].items()
    twins = [row["mean"] for label, row in rows if label.startswith(("placebo", "mirror"))]
    assert len(twins) == 2
    for twin in twins:
        assert not [name for name in tested if not near(tested[name], twin[name])]
    grid = found["grid"]["means"]
    for one, twin_of in zip(grid[CICA], zip(grid[PLACEBO], grid[MIRROR], strict=True), strict=True):
        for twin in twin_of:
            assert not [name for name in one if not near(one[name], twin[name])]


def test_a_small_run_agrees(found: dict[str, Any]) -> None:
    base = wars(load(FORMATS[BASE]), FEW)
    small = against(wars(load(FORMATS[TESTED]), FEW), base)
    for part in ("mean", "difference"):
        published = found["formats"][TESTED][part]
        assert not [name for name in published if not near(published[name], small[part][name])]
    assert small["difference"]["deaths"][2] < 0.0
    assert small["difference"]["settlement"][1] > 0.0


def test_the_placebo_is_renamed_and_the_mirror_turned() -> None:
    merged = load("karabakh-2020-merged")
    renamed = placebo(merged).case.mediators
    assert "cica" not in renamed
    assert renamed["forum_x"].members == merged.case.mediators["cica"].members
    assert renamed["minsk_group"].invites == {"forum_x": 1.0}
    front, turned = (case.case.fronts["karabakh"] for case in (merged, mirrored(merged)))
    assert turned.parties == front.parties[::-1]
    assert (turned.ends.first, turned.ends.second) == (front.ends.second, front.ends.first)
    mirror = wars(mirrored(merged), 20, mirror=True)
    assert mirror["land"].mean() < 0.5  # Armenia's, not Azerbaijan's


def test_every_point_of_the_levers_has_a_name() -> None:
    study = study_of("", None)
    assert len(set(levers(study))) == len(design_points(study))


@pytest.mark.parametrize("suffix", ["-cica", "-minsk", "-russia"])
def test_the_same_ranges_for_every_mediator(suffix: str) -> None:
    """Each study varies the same values of trust, trade and means, for both sides alike."""
    points = design_points(study_of(suffix, None))
    plain = design_points(study_of("-cica", None))
    for name in points:
        leaf = str(name).split(".", 2)[2]
        assert points[name].tolist() == plain[f"states.kazakhstan.{leaf}"].tolist()


def test_a_wrong_number_of_wars(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--wars", "1"])
    assert left.value.code == 2
    assert "--wars 1: at least 2" in capsys.readouterr().err


@pytest.mark.slow
def test_it_runs_from_end_to_end(tmp_path: Path, found: dict[str, Any]) -> None:
    """The same cases as published, and pages and figure where they were asked for."""
    docs = tmp_path / "docs"
    docs.mkdir()
    shutil.copy(PAGE, docs)
    shutil.copy(ROOT / "README.md", tmp_path)
    few = gather(tmp_path / "out", 4)
    place = write_all(few, tmp_path / "answer", docs)
    assert few["formats"].keys() == found["formats"].keys()
    assert few["levers"].keys() == found["levers"].keys()
    assert few["drawn"]["levers"].keys() == found["drawn"]["levers"].keys()
    assert few["grid"]["points"] == found["grid"]["points"]
    assert (place / FIGURE).stat().st_size > 10_000
    assert (docs / "figures" / FIGURE).read_bytes() == (place / FIGURE).read_bytes()
    assert "4 wars of each format" in (tmp_path / "README.md").read_text(encoding="utf-8")
