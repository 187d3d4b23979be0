"""`sim why`."""

import re
from pathlib import Path

import pytest

WAR = str(Path(__file__).parent.parent / "records" / "small-war.toml")


@pytest.fixture
def folder(sim):
    return sim("run", WAR, "--replicates", "2", "--no-report", "--json").document["directory"]


def test_the_decisions_of_a_war_are_listed(sim, folder):
    answer = sim("why", folder)
    assert answer.status == 0
    assert "Contact Group goes in as a mediator." in answer.out
    assert re.search(
        r"^ *\d+  Day \d+, \d\d:\d\d  (North|South) says (yes|no) to", answer.out, re.M
    )
    assert max(len(line) for line in answer.out.splitlines()) <= 80
    listed = sim("why", folder, "--json").document
    assert {"initiative", "offer", "response"} <= {one["kind"] for one in listed}
    assert [one["event"] for one in listed] == sorted(one["event"] for one in listed)


def test_one_decision_is_explained(sim, folder):
    listed = sim("why", folder, "--json").document
    chosen = next(one for one in listed if one["kind"] == "response")
    answer = sim("why", folder, "--event", str(chosen["event"]))
    assert answer.status == 0
    says = "yes" if chosen["chosen"] == "sign" else "no"
    assert f"says {says} to Contact Group." in answer.out
    assert answer.out.count("<- its choice") == 1
    assert re.search(r"say yes and keep it +-?\d\.\d\d", answer.out)
    assert "Chance that it says yes to such an offer" in answer.out
    assert "signing_probability" not in answer.out
    assert sim("why", folder, "--event", str(chosen["event"]), "--json").document == chosen


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--event", "100000"), "they go from 0 to"),
        (("--event", "-1"), "they go from 0 to"),
        (("--replicate", "1"), "the events of war 1 are not in this record"),
    ],
)
def test_what_cannot_be_explained(sim, folder, words, message):
    answer = sim("why", folder, *words)
    assert answer.status == 2
    assert message in answer.err
    assert answer.out == ""


def test_of_what_nobody_decided_it_says_so(sim, folder):
    decided = {one["event"] for one in sim("why", folder, "--json").document}
    number = next(k for k in range(1000) if k not in decided)
    answer = sim("why", folder, "--event", str(number))
    assert answer.status == 0
    assert "Nobody decided this" in answer.out
    assert sim("why", folder, "--event", str(number), "--json").document["chosen"] == ""


def test_no_run_there(sim):
    answer = sim("why", ".")
    assert answer.status == 2
    assert "no run here" in answer.err


@pytest.mark.parametrize("lang", ["de", "fre"])
def test_no_such_language(sim, folder, lang):
    answer = sim("why", folder, "--lang", lang)
    assert answer.status == 2
    assert "no such language" in answer.err


def test_the_decisions_in_french(sim, folder):
    english, french = sim("why", folder), sim("why", folder, "--lang", "fr")
    assert french.status == 0
    assert re.search(r"événement +quand +décision", french.out)
    assert re.search(r"dit (oui|non) à", french.out)
    assert "la même commande avec --event" in french.out
    assert french.out.count("\n") >= english.out.count("\n")
    assert not re.search(r"\b(says|the|day|why)\b", french.out, re.IGNORECASE)
    assert sim("why", folder).out == english.out  # nothing of it stays


def test_one_decision_in_french(sim, folder):
    listed = sim("why", folder, "--json").document
    chosen = next(one for one in listed if one["kind"] == "response")
    number = str(chosen["event"])
    answer = sim("why", folder, "--event", number, "--lang", "fr")
    assert answer.status == 0
    assert f"Événement {number}, " in answer.out
    assert answer.out.count("<- son choix") == 1
    assert "Sur quoi cela reposait" in answer.out
    assert not re.search(r"\b(says|the|what|worth|event|its)\b", answer.out, re.IGNORECASE)
    told = sim("why", folder, "--event", number, "--lang", "fr", "--json").document
    assert " a choisi de " in told["words"]
    assert {**told, "words": ""} == {**chosen, "words": ""}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--event", "100000"), "il n’y a pas d’événement 100000\u202f: ils vont de 0 à"),
        (("--replicate", "1"), "les événements de la guerre 1 ne sont pas dans"),
    ],
)
def test_what_cannot_be_explained_in_french(sim, folder, words, message):
    answer = sim("why", folder, "--lang", "fr", *words)
    assert answer.status == 2
    assert message in answer.err


def test_no_run_there_in_french(sim, folder):
    assert "ce dossier n’existe pas" in sim("why", "nowhere", "--lang", "fr").err
    assert "le plus proche est dans results" in sim("why", "results", "--lang", "fr").err
