"""The French: every sentence is there, none has lost a name or number, and it reads as French."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import sim.classroom
import sim.report
from sim import simulate
from sim.catalogues import compiled, missing, path_of, read_catalogue, updated, written
from sim.language import (
    article,
    contracted,
    ngettext,
    number,
    of_file,
    percent,
    speaking,
    spoken,
)
from sim.records.events import Event
from sim.records.why.numbers import chance, rate, stake
from sim.report.figures import FIGURES, save
from sim.report.names import Names
from sim.report.offline import page_text
from sim.report.page import page_of
from sim.report.story import line, story
from sim.report.war import War, war_of
from sim.report.when import day_name, moment, span
from sim.report.whys import whys
from sim.scenario.scenario import Scenario
from tests.report.test_story import EXPECTED, one_of_each

Make = Callable[..., Event]
NARROW = "\u202f"
PLACEHOLDER = re.compile(r"\{\w+\}")
ENGLISH = re.compile(
    r"\b(the|and|of|with|between|from|its|not|they|war|truce|talks|sign|holds|by)\b", re.IGNORECASE
)
# A sentence that names one thing in two ways takes what its language wants of them.
EITHER = {"{the_state} ({forum})"}
TABLES = [Path(str(package.__file__)).parent / "static" for package in (sim.report, sim.classroom)]


@pytest.fixture(scope="module")
def war() -> War:
    keep = ["runs", "truces", "days", "events"]
    runs = simulate("karabakh-2020", replicates=1, seed=7, keep=keep, engine="mesa")
    return war_of(runs.scenario, runs)


def pairs(domain: str) -> Iterator[tuple[Message, str, str]]:
    """Each sentence of a catalogue with its French, singular and plural apart."""
    for message in read_catalogue(domain, "fr"):
        if not message.id:
            continue
        several = message.pluralizable
        ids = message.id if several else (message.id,)
        strings = message.string if several else (message.string,)
        yield from ((message, one, other) for one, other in zip(ids, strings, strict=True))


@pytest.mark.parametrize("domain", ["sim", "texts"])
def test_the_catalogue_is_complete_and_compiled(domain: str) -> None:
    catalog = read_catalogue(domain, "fr")
    assert missing(updated(domain, "fr")) == []  # else: python -m sim.catalogues, and translate
    assert [one.id for one in catalog if one.id and one.fuzzy] == []
    assert path_of(domain, "fr").with_suffix(".mo").read_bytes() == compiled(catalog)


def test_the_sentences_of_the_code_are_those_of_the_catalogue() -> None:
    assert written(updated("sim", "fr")) == path_of("sim", "fr").read_bytes()


@pytest.mark.parametrize("domain", ["sim", "texts"])
def test_no_placeholder_is_lost(domain: str) -> None:
    for message, one, other in pairs(domain):
        if not other or one in EITHER:
            continue
        wanted, found = set(PLACEHOLDER.findall(one)), set(PLACEHOLDER.findall(other))
        one_of_many = message.pluralizable and one == message.id[0]
        assert found == wanted or (one_of_many and found == wanted - {"{n}"}), one


@pytest.mark.parametrize("domain", ["sim", "texts"])
def test_signs_have_the_space_that_french_wants(domain: str) -> None:
    for _message, _one, other in pairs(domain):
        assert not re.search(r" [;:!?%»]|[\w)}][;!?]( |$)|« |'", other), other


@pytest.mark.parametrize("folder", TABLES, ids=["replay", "classroom"])
def test_the_pages_have_the_same_words_in_both_languages(folder: Path) -> None:
    english, french = (
        json.loads((folder / f"words.{one}.json").read_text("utf-8")) for one in ("en", "fr")
    )
    assert list(french) == list(english)
    for key, text in english.items():
        assert set(PLACEHOLDER.findall(french[key])) == set(PLACEHOLDER.findall(text)), key
        assert not re.search(r" [;:!?%»]|« |'", french[key]), key


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_each_kind_of_event_is_told_in_french(kind: str, make: Make, scenario: Scenario) -> None:
    english = line(one_of_each(make)[kind], scenario)
    with speaking("fr"):
        french = line(one_of_each(make)[kind], scenario)
    assert english is not None
    assert french is not None
    assert french.startswith("27 sept. 09 h 00  ")
    assert french.partition("  ")[2] != english.partition("  ")[2]
    assert not PLACEHOLDER.search(french)


def test_a_whole_war_has_no_english_left(war: War) -> None:
    with speaking("fr"):
        told = story(war.events, war.scenario)
        decided = whys(war_of_again(war))
    assert len(told) > 60
    assert [text for text in told if ENGLISH.search(text)] == []
    words = [text for one in decided.accounts for text in (*one["heading"], one["reason"])]
    words += [text for one in decided.accounts for row in one["rests"] for text in row]
    words += [row[0] for one in decided.accounts for row in one["choices"]]
    assert len(words) > 200
    assert [text for text in words if ENGLISH.search(text)] == []
    assert any("L’Azerbaïdjan prend" in text and "à l’Arménie" in text for text in told)
    assert not any(re.search(r"\b(de les?|à les?) [A-ZÉ]|\.\.", text) for text in told)


def war_of_again(war: War) -> War:
    """The same war, its names not yet spoken in any language."""
    return War(war.scenario, war.run, war.truces, war.days, war.events)


def test_english_is_what_is_spoken_where_nobody_asks(war: War) -> None:
    with speaking("fr"):
        assert spoken() == "fr"
    assert spoken() == "en"
    assert of_file("Azerbaijan") == "Azerbaijan"
    with pytest.raises(ValueError, match="allowed en, fr"), speaking("de"):
        pass


def test_numbers_and_dates() -> None:
    start = dt.date(2020, 9, 27)
    assert (number(1204.5, 1), percent(0.45), moment(13 * 24 + 12.0, start)) == (
        "1,204.5", "45 %", "10 Oct 12:00",
    )  # fmt: skip
    with speaking("fr"):
        assert number(1204.5, 1) == f"1{NARROW}204,5"
        assert percent(0.45) == f"45{NARROW}%"
        assert moment(13 * 24 + 12.0, start) == "10 oct. 12 h 00"
        assert moment(4 * 24 + 0.5, start) == "1er oct. 00 h 30"
        assert moment(100 * 24.0, start) == "5 janv. 2021 00 h 00"
        assert moment(36.5, None) == "Jour 2, 12 h 30"
        assert day_name(3, None) == "jour 3"
        assert [span(x) for x in (0.0, 1 / 60, 3.0, 72.0)] == [
            "moins d’une minute", "1 minute", "3 heures", "3 jours",
        ]  # fmt: skip
        assert ngettext("{n} day", "{n} days", 0) == "0 jour"
        assert chance(0.0025) == "1 sur 400"
        assert stake(0.62) == "0,62"
        assert rate(1 / 3) == "environ une fois tous les 3 jours"


def test_names_take_their_article_and_it_contracts(war: War) -> None:
    with speaking("fr"):
        names = Names(war.scenario)
        assert names.actor("armenia") == "Arménie"
        assert names.the("armenia") == "l’Arménie"
        assert names.the_broker("minsk_group", "france") == "le Groupe de Minsk de l’OSCE (France)"
        assert article("Erewhon") == ""
        assert of_file("Erewhon") == "Erewhon"
    assert contracted("la paix de le Kazakhstan") == "la paix du Kazakhstan"
    assert contracted("à les Nations unies, que Israël") == "aux Nations unies, qu’Israël"
    assert contracted("voilà le pont de Oslo, le 3 oct..") == "voilà le pont d’Oslo, le 3 oct."


def test_report_and_offline_page_say_that_they_are_french(war: War, tmp_path: Path) -> None:
    with speaking("fr"):
        again = war_of_again(war)
        for name, figure in FIGURES.items():
            save(figure(again), tmp_path / name)
        pages = page_of(again, tmp_path), page_text(again)
    for page in pages:
        assert '<html lang="fr">' in page
        assert "La guerre du Haut-Karabakh, automne 2020" in page
        assert '"play":"lecture"' in page
        assert "How it ended" not in page
