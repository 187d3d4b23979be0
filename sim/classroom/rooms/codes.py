"""Codes of rooms, short and read aloud; badges, by which a room knows a browser again."""

import hashlib
import re
import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are read, or heard on paper, as another
LENGTH = 4
CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")


def new_code() -> str:
    """A code for a room."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def cleaned(text: str) -> str:
    """A code however it is written; empty where it cannot be one."""
    plain = re.sub(r"[\s-]", "", text[:40]).upper()
    return plain if CODE.fullmatch(plain) else ""


def new_key() -> str:
    """A key of a room's console."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def badge_of(token: str) -> str:
    """What a room keeps of a session: enough to know it again, of no use to anybody else."""
    return hashlib.sha256(f"badge {token}".encode()).hexdigest()[:24]
