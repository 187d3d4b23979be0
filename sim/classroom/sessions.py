"""Who asks: a session is a cookie that the browser keeps until it is closed, and nothing else.

The cookie holds a random token, the role that its holder has shown a code or key for, and a tag
that only this classroom's key makes: so a server that is started again with the same key knows its
class again, and nothing has to be kept about anybody.
"""

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

COOKIE = "classroom"
TOKEN = re.compile(r"[A-Za-z0-9_-]{24,64}")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are read as another
CODE_LENGTH = 6
NOBODY, STUDENT, TEACHER = "n", "s", "t"


class Session(NamedTuple):
    """A browser.

    Attributes:
        token: tells sessions apart; only its browser knows it.
        admitted: it may use the page. teacher: it has shown the key, or needs none.
        fresh: its cookie must still be set.
    """

    token: str
    admitted: bool
    teacher: bool
    fresh: bool


class Doorkeeper:
    """Codes and keys of one classroom.

    Args:
        key: the teacher's key; None makes one up.
        open_door: everybody who reaches the server is admitted.
        trusting: everybody is a teacher, too: nobody but its owner reaches the server.
    """

    def __init__(self, key: str | None, open_door: bool, trusting: bool) -> None:
        self.key = key if key is not None else _word(10)
        self.open = open_door
        self.trusting = trusting
        self._secret = hashlib.sha256(f"classroom {self.key}".encode()).digest()
        digest = self._tag("code")
        numbers = (int(digest[4 * k : 4 * k + 4], 16) for k in range(CODE_LENGTH))
        self.code = "".join(LETTERS[number % len(LETTERS)] for number in numbers)

    def session(self, cookie: str | None) -> Session:
        """The session of a cookie; a new one where it is missing or not ours."""
        token, _, rest = (cookie or "").partition(".")
        role, _, tag = rest.partition(".")
        if not TOKEN.fullmatch(token):
            return self._with(secrets.token_urlsafe(24), NOBODY, True)
        if not hmac.compare_digest(tag.encode(), self._tag(f"{token} {role}").encode()):
            return self._with(token, NOBODY, True)
        return self._with(token, role, False)

    def promoted(self, session: Session, role: str) -> Session:
        """The session with a role that its holder has shown the code or key for."""
        if session.teacher and not self.trusting:
            role = TEACHER
        return self._with(session.token, role, True)

    def cookie(self, session: Session) -> str:
        """The cookie of a session."""
        role = NOBODY
        if session.admitted and not self.open:
            role = STUDENT
        if session.teacher and not self.trusting:
            role = TEACHER
        return f"{session.token}.{role}.{self._tag(f'{session.token} {role}')}"

    def is_code(self, text: str) -> bool:
        """Whether a text is the code of the room, however it is written."""
        plain = re.sub(r"[\s-]", "", text).upper()
        return hmac.compare_digest(plain.encode(), self.code.encode())

    def is_key(self, text: str) -> bool:
        """Whether a text is the teacher's key."""
        return hmac.compare_digest(text.strip().encode(), self.key.encode())

    def _with(self, token: str, role: str, fresh: bool) -> Session:
        teacher = self.trusting or role == TEACHER
        return Session(token, self.open or teacher or role == STUDENT, teacher, fresh)

    def _tag(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:32]


def _word(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
