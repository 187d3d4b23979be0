"""Branches and many wars: the same luck on both sides, progress, cancel, limits."""

import json
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim import simulate
from sim.classroom.jobs import RUNNING_EACH
from sim.records.outcomes import WORST_FIRST

BRANCH = {"scenario": "first-war", "at_hour": 100.5}
SENT_AWAY = {"remove": ["mediators.lake_talks"]}
PATIENCE = 280.0  # seconds: the kernel may have to be compiled first


def ended(room: TestClient, job: str) -> dict[str, Any]:
    """A job when it is over."""
    end = time.monotonic() + PATIENCE
    while True:
        answer: dict[str, Any] = room.get(f"/api/many/{job}").json()
        if answer["state"] != "running" or time.monotonic() > end:
            return answer
        time.sleep(0.02)


def many(room: TestClient, message: dict[str, Any]) -> dict[str, Any]:
    answer = room.post("/api/many", json=message)
    assert answer.status_code == 202, answer.text
    over = ended(room, answer.json()["job"])
    assert over["state"] == "done", over
    assert over["done"] == over["planned"] == message["wars"]
    result: dict[str, Any] = over["result"]
    return result


def test_a_branch_without_a_change_never_parts(ask: Any) -> None:
    answer = ask("/api/branch", {**BRANCH, "then": {}})
    assert answer["at_hour"] == 102.0
    assert answer["parted_hour"] is None
    assert answer["branch"] == answer["base"]
    assert answer["base"] == ask("/api/war", {"scenario": "first-war"})["war"]


def test_a_branch_parts_at_its_moment_or_later(ask: Any) -> None:
    then = {"changes": {"mechanisms.agreements": False}}
    answer = ask("/api/branch", {**BRANCH, "then": then})
    parted = answer["parted_hour"]
    assert parted >= answer["at_hour"]
    before, after = (
        [line for line in answer[name]["story"] if line[0] < parted] for name in ("base", "branch")
    )
    assert [line[:3] for line in before] == [line[:3] for line in after]
    assert answer["base"]["story"] != answer["branch"]["story"]
    assert answer["different"] == [{"address": "mechanisms.agreements", "file": True, "now": False}]


def test_a_mediator_sent_away_is_still_told_of_before(ask: Any) -> None:
    message = {"scenario": "karabakh-2020", "at_hour": 900, "then": {
        "remove": ["mediators.minsk_group"],
    }}  # fmt: skip
    answer = ask("/api/branch", message)
    told = json.dumps(answer["branch"]["story"])
    assert "Minsk" in told
    assert any("taken away" in label for label in answer["branch"]["labels"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"at_hour": 1e9, "then": {}}, "the war is over by then"),
        ({"then": {"remove": ["mediators.cica"]}}, "no such mediator"),
        ({"then": {"remove": ["events.x"]}}, "does not have"),
        ({"then": {"changes": {"scenario.step_hours": 3}}}, "in the middle of a war"),
    ],
)
def test_what_cannot_be_branched_is_explained(ask: Any, more: Any, words: str) -> None:
    error = ask("/api/branch", {**BRANCH, **more}, status=422)["error"]
    assert words in error["problem"]


def test_many_wars_are_those_of_the_command_line(room: TestClient) -> None:
    result = many(room, {"scenario": "first-war", "seed": 3, "wars": 60})
    runs = simulate("first-war", replicates=60, seed=3, engine="compiled")
    expected = runs.outcomes()
    assert set(result) == {"base"}
    base = result["base"]
    for name, row in expected.items():
        assert {key: base["outcomes"][name][key] for key in row} == pytest.approx(row)
    assert base["measures"]["deaths"] == pytest.approx(runs.measures()["deaths"])
    assert base["survival"]["truces"] == len(runs.truces)
    shares = base["survival"]["share"]
    assert shares == sorted(shares, reverse=True)
    assert set(WORST_FIRST[:4]) <= set(base["outcomes"])


def test_two_branches_have_the_same_luck(room: TestClient) -> None:
    nothing = {"changes": {"mechanisms.patrons": True}}
    message = {"scenario": "first-war", "wars": 40}
    same = many(room, {**message, "then": nothing})
    assert same["differ"] == 0
    assert same["base"] == same["branch"]
    war = {"changes": {"mechanisms.agreements": False}}
    other = many(room, {**message, "then": war})
    assert other["base"] == same["base"]
    assert other["differ"] > 0
    assert other["branch"]["survival"] is None


def test_futures_of_a_moment_share_its_past(room: TestClient) -> None:
    message = {**BRANCH, "at_hour": 300, "wars": 40}
    nothing = many(room, {**message, "then": {}})
    assert nothing["base"] == nothing["branch"]
    parted = many(room, {**message, "then": SENT_AWAY})
    assert parted["base"] == nothing["base"]
    assert parted["base"]["measures"]["engagements"]["p05"] > 0
    alone = many(room, message)
    assert alone == {"base": parted["base"]}


def test_one_future_of_a_moment_is_the_war_itself(room: TestClient, ask: Any) -> None:
    """The luck of war 0 from the moment on is that of the whole war 0."""
    result = many(room, {"scenario": "first-war", "at_hour": 300, "wars": 1})
    run = simulate("first-war", engine="mesa").runs.iloc[0]
    assert result["base"]["measures"]["deaths"]["mean"] == run["deaths"]
    assert result["base"]["outcomes"][run["outcome"]]["count"] == 1


def test_a_job_is_cancelled(room: TestClient) -> None:
    job = room.post("/api/many", json={"scenario": "karabakh-2020", "wars": 5000}).json()["job"]
    assert room.delete(f"/api/many/{job}").json()["state"] == "cancelled"
    over = room.get(f"/api/many/{job}").json()
    assert over["state"] == "cancelled"
    assert over["result"] is None


def test_a_session_runs_a_few_jobs_and_no_more(room: TestClient) -> None:
    message = {"scenario": "karabakh-2020", "wars": 5000}
    answers = [room.post("/api/many", json=message) for _ in range(RUNNING_EACH + 1)]
    jobs = [one.json()["job"] for one in answers if one.status_code == 202]
    for job in jobs:
        room.delete(f"/api/many/{job}")
    assert len(jobs) == RUNNING_EACH
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("wars", [0, 5001, 1.5, "many"])
def test_how_many_wars_is_limited(ask: Any, wars: Any) -> None:
    error = ask("/api/many", {"scenario": "first-war", "wars": wars}, status=400)["error"]
    assert error["address"] == "wars"
