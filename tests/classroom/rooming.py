"""Browsers of a room for tests: each with a cookie of its own, on one client."""

from typing import Any

from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8000"


class Browser:
    """One browser."""

    def __init__(self, client: TestClient) -> None:
        self.client, self.cookie = client, ""
        self.ask("GET", "/api/health")

    def ask(self, method: str, path: str, message: Any = None, status: int = 200) -> Any:
        """What the server answers, which must be of the status expected."""
        self.client.cookies.clear()
        headers = {"cookie": self.cookie} if self.cookie else {}
        answer = self.client.request(method, path, json=message, headers=headers)
        self.client.cookies.clear()
        if not self.cookie:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        assert answer.status_code == status, answer.text[:400]
        kind = answer.headers["content-type"]
        return answer.json() if kind.startswith("application/json") else answer.content.decode()

    def act(self, code: str, act: str, message: Any = None, status: int = 200) -> Any:
        """Do something in a room."""
        return self.ask("POST", f"/api/rooms/{code}/{act}", message or {}, status)

    def see(self, code: str) -> Any:
        """The room as this browser sees it."""
        return self.ask("GET", f"/api/rooms/{code}")

    def live(self, code: str, query: str = "") -> Any:
        """The line on which the room is told."""
        headers = {"origin": HOME, "host": HOME.partition("//")[2], "cookie": self.cookie}
        return self.client.websocket_connect(f"/api/rooms/{code}/live{query}", headers=headers)


def choice_for(question: Any, yes: bool = True) -> dict[str, Any]:
    """An answer that fits a question."""
    front = (question["options"].get("fronts") or [""])[0]
    return {"yes": yes, "front": front} if yes else {"yes": False}


def answer_all(code: str, players: list[Browser], most: int = 1000) -> int:
    """Answer yes to everything, until the game is over or `most` answers were given."""
    given = 0
    while given < most:
        asked = [(one, q) for one in players for q in one.see(code).get("questions", ())]
        if not asked:
            return given
        for player, question in asked:
            message = {"question": question["id"], "choice": choice_for(question)}
            player.act(code, "answer", message)
            given += 1
    return given
