"""What players are asked, what they answer, and what is kept of it."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, StrictBool

from sim.classroom.asked import Message, Number, Word

LAUNCH, OFFER, ATTEND, RESPOND, UNDERTAKE, HONOUR = (
    "launch", "offer", "attend", "respond", "undertake", "honour",
)  # fmt: skip
MEDIATORS_KINDS = (LAUNCH, OFFER)
SIDES_KINDS = (ATTEND, RESPOND, UNDERTAKE, HONOUR)
PLAYER, TEACHER, DEADLINE = "player", "teacher", "deadline"  # who settled a question

USUAL_DAYS = 3.0  # until a standing choice that the model made is asked about again

Settler = Literal["player", "teacher", "deadline"]


class Choice(Message):
    """A player's answer. Which parts count depends on the question.

    Attributes:
        yes: go in, come, sign, promise, keep; an offer is always made.
        days: until the same is asked again (launch, honour).
        front, member: where to go in, through which member; empty: all together.
        line: positions left to the first party; None: a halt in place.
        terms, issues: what else is offered.
    """

    yes: StrictBool
    days: Annotated[Number, Field(ge=0.25, le=90.0)] = USUAL_DAYS
    front: Word = ""
    member: Word = ""
    line: Annotated[int, Field(ge=0, le=1000)] | None = None
    terms: Annotated[list[Word], Field(max_length=20)] = []
    issues: Annotated[list[Word], Field(max_length=60)] = []


class Fact(NamedTuple):
    """One thing that a seat believed, beside what was true."""

    name: str
    about: str  # id of the actor it is about
    unit: str  # killed, chance, stake, ratio
    knew: float
    true: float


@dataclass(frozen=True)
class Question:
    """Something that a seat has to decide.

    Attributes:
        id: tells it from all others of the war; the same in every replay.
        front, mediator: ids, empty where there is none.
        options: what can be chosen, and what it is about; for the page.
        own: what the model's actor would do, its chance of that (0 to 1), the event with its terms.
        facts: what the seat believes, and the truth; the truth is for the debrief alone.
        told: log events when it was asked. blamed: fire that the seat had laid at the other's door.
    """

    id: str
    kind: str
    seat: str
    tick: int
    hour: float
    front: str
    mediator: str
    options: dict[str, Any]
    own: dict[str, Any] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    told: int = 0
    number: int = -1
    blamed: float = 0.0


@dataclass(frozen=True)
class Decision:
    """A question with its answer; `choice` None: the model decided, for `by`'s reason."""

    question: Question
    choice: Choice | None
    by: Settler = "player"
    who: str = ""
    at: str = ""
