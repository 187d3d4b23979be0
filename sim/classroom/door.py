"""The door of a classroom that others can reach: the code of the room, the teacher's key."""

import time
from collections import OrderedDict, deque
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sim.classroom.answers import TOO_MANY, UNUSABLE, Refusal, answer
from sim.classroom.asked import Shown, read
from sim.classroom.rooms.codes import cleaned
from sim.classroom.security import client_address
from sim.classroom.sessions import STUDENT, TEACHER, Doorkeeper, Session
from sim.language import spoken

WRONG_TRIES, WITHIN = 20, 60.0  # wrong codes from one machine, in so many seconds
MOST_ADDRESSES = 10_000
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/static/page.css">
<link rel="stylesheet" href="/static/door.css">
</head>
<body>
<main>
<h1>{title}</h1>
<form method="post" action="/enter?lang={lang}">
<input type="hidden" name="room" value="{room}">
<p><label for="code">{ask}</label></p>
<p><input id="code" name="code" autocomplete="off" autocapitalize="characters" required autofocus>
<button>{go}</button></p>
<p role="alert">{wrong}</p>
</form>
</main>
</body>
</html>
"""
WORDS = {
    "en": {
        "title": "The classroom",
        "ask": "Code of the room, or the teacher's key",
        "go": "Enter",
        "wrong": "That is not it.",
    },
    "fr": {
        "title": "La salle de classe",
        "ask": "Code de la salle, ou clé de l'enseignant",
        "go": "Entrer",
        "wrong": "Ce n'est pas le bon.",
    },
}


class Door:
    """Lets in whoever knows the code; makes guessing slow."""

    def __init__(self, doorkeeper: Doorkeeper) -> None:
        self.doorkeeper = doorkeeper
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def page(self, room: str = "", wrong: bool = False) -> Response:
        """Asks for the code, in the language spoken.

        Args:
            room: code of the room to go on to, of letters alone; empty: to the page's beginning.
        """
        words = WORDS[spoken()]
        said = words | {"lang": spoken(), "room": room, "wrong": words["wrong"] if wrong else ""}
        return HTMLResponse(PAGE.format(**said), UNUSABLE if wrong else 200)

    def shown(self, request: Request, text: str) -> Session | None:
        """The session of somebody who showed a code or key; None if it is wrong.

        Raises:
            Refusal: there were too many wrong ones from there.
        """
        address = client_address(request.scope)
        tries = self._wrong.setdefault(address, deque())
        self._wrong.move_to_end(address)
        while len(self._wrong) > MOST_ADDRESSES:
            self._wrong.popitem(last=False)
        now = time.monotonic()
        while tries and now - tries[0] > WITHIN:
            tries.popleft()
        if len(tries) >= WRONG_TRIES:
            raise Refusal(TOO_MANY, "too many wrong codes", hint="wait a minute")
        session: Session = request.state.session
        if self.doorkeeper.is_key(text):
            return self.doorkeeper.promoted(session, TEACHER)
        if self.doorkeeper.is_code(text):
            return self.doorkeeper.promoted(session, STUDENT)
        tries.append(now)
        return None

    def by_address(self, request: Request) -> Response:
        """`GET /?code=...`: the printed address; the code leaves the address bar at once."""
        session = self.shown(request, request.query_params.get("code", "")[:100])
        if session is None:
            return self.page(wrong=True)
        request.state.session = session
        rest = [(key, value) for key, value in request.query_params.multi_items() if key != "code"]
        return RedirectResponse(f"/?{urlencode(rest)}" if rest else "/", 303)

    async def enter(self, request: Request) -> Response:
        """`POST /enter`: the form of the page, or `{"code"}` or `{"key"}` as JSON."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if kind == "application/json":
            return self._answered(request, body)
        form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=5)
        room = cleaned(form.get("room", [""])[0])
        session = self.shown(request, form.get("code", [""])[0][:100])
        if session is None:
            return self.page(room, wrong=True)
        request.state.session = session
        lang = f"?lang={spoken()}" if "lang" in request.query_params else ""
        return RedirectResponse(f"/{lang}{f'#tab=play&room={room}' if room else ''}", 303)

    def _answered(self, request: Request, body: bytes) -> Response:
        message = read(body, Shown)
        session = self.shown(request, message.code or message.key)
        if session is None:
            raise Refusal(UNUSABLE, "not the code of the room, nor the teacher's key")
        request.state.session = session
        return answer({"admitted": session.admitted, "teacher": session.teacher})
