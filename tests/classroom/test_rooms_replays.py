"""Players' choices under other luck: all wars are fought, the same ones by however many processes,
and fewer where the time is up."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim import simulate
from sim.classroom.app import Settings, create_app
from sim.classroom.engine import Engine
from sim.classroom.jobs import Job
from sim.classroom.many import Whole
from sim.classroom.rooms.decisions import Choice, Decision, Question
from sim.classroom.rooms.game import Game
from sim.classroom.rooms.replays import Played, Task, fight_again
from sim.classroom.rooms.workers import Workers
from sim.scenario.loading import load
from tests.classroom.rooming import HOME, Browser, answer_all

WARS, SEED = 12, 45
SEATS = ("westland", "eastland", "lake_talks")


@pytest.fixture(scope="module")
def client(compiled_code: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_DATA_DIR", str(tmp_path_factory.mktemp("rooms")))
        with TestClient(create_app(Settings()), base_url=HOME) as one:
            yield one


def counts(result: Any) -> dict[str, int]:
    return {name: row["count"] for name, row in result["outcomes"].items() if row["count"]}


def always_yes(scenario: str, seed: int) -> Task:
    """The decisions of a game in which every player says yes to everything."""
    case, decisions = load(scenario), []

    def yes(question: Question) -> Choice:
        front = (question.options.get("fronts") or [""])[0]
        decisions.append(Decision(question, Choice(yes=True, front=front)))
        return decisions[-1].choice or Choice(yes=True)

    Game(case, seed, 0, SEATS, yes).play_on()
    return Task(case, seed, tuple(decisions))


def followed(player: Browser, job: str) -> Any:
    for _ in range(600):
        state = player.ask("GET", f"/api/many/{job}")
        if state["state"] != "running":
            return state
        time.sleep(0.1)
    raise AssertionError("the wars did not come to an end")


def test_all_wars_are_fought_with_the_players_choices(client: TestClient) -> None:
    """As in one process, one war after the other; and beside them those without players."""
    teacher = Browser(client)
    code = teacher.ask("POST", "/api/rooms", {"scenario": "first-war", "seed": SEED})["code"]
    players = [Browser(client) for _ in SEATS]
    for player, seat in zip(players, SEATS, strict=True):
        player.act(code, "join", {"name": "N", "seat": seat})
    teacher.act(code, "start")
    answer_all(code, players)
    job = players[0].ask("POST", f"/api/rooms/{code}/replays", {"wars": WARS}, 202)["job"]
    state = followed(players[0], job)
    assert (state["state"], state["done"], state["planned"]) == ("done", WARS, WARS)
    task = always_yes("first-war", SEED)
    expected = Counter(
        str(fight_again(task, replicate).tables["runs"]["outcome"][0]) for replicate in range(WARS)
    )
    assert counts(state["result"]["branch"]) == expected
    alone = simulate("first-war", seed=SEED, replicates=WARS).runs["outcome"]
    assert counts(state["result"]["base"]) == alone.value_counts().to_dict()
    assert expected != alone.value_counts().to_dict()  # or the choices would change nothing
    for _ in range(100):
        if not multiprocessing.active_children():
            return
        time.sleep(0.1)
    raise AssertionError("the processes outlive their work")


def test_a_war_with_its_own_luck_is_the_war_that_was_played() -> None:
    """Every choice meets the question it was given to."""
    task = always_yes("first-war", SEED)
    played = Game(task.scenario, SEED, 0, SEATS, lambda _: None)
    recorded = {one.question.id: one.choice for one in task.decisions}
    played.policy = lambda question: recorded[question.id]
    played.play_on()
    again = fight_again(task, 0).tables["runs"]
    assert again["deaths"][0] == played.model.deaths
    assert again["truces"][0] == played.model.truces


def test_cancelled_before_they_begin_they_hold_nothing() -> None:
    workers = Workers(1)
    played = Played(always_yes("first-war", SEED), WARS, workers)
    played.cancel()
    assert played.collector.fought == 0
    assert not multiprocessing.active_children()


def test_where_the_time_is_up_the_wars_fought_are_told(compiled_code: None) -> None:
    engine = Engine()
    engine.start()
    assert engine.wait(120.0)
    case = load("first-war")
    job = Job("token", lambda: [Whole(case, 1)], 5000, seconds=0.0, short=True)
    while job.advance(engine):
        pass
    told = job.as_dict()
    assert told["state"] == "done"
    assert 0 < told["done"] < told["planned"]
    assert told["result"]["base"]["wars"] == told["done"]
    assert sum(counts(told["result"]["base"]).values()) == told["done"]
    late = Job("token", lambda: [Whole(case, 1)], 5000, seconds=0.0)
    while late.advance(engine):
        pass
    assert late.as_dict()["error"]["problem"] == "these wars take too long"
