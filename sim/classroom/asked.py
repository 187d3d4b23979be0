"""What a browser may ask, as strict models: whatever else it sends is refused."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError
from starlette.requests import Request

from sim.classroom.answers import WRONG, Refusal, misunderstood
from sim.language import speak

LARGEST_SEED = 2**64 - 1
MOST_CHANGES = 200
MOST_WARS = 5000


def _whole(value: Any) -> Any:
    """A number written as text, as browsers must write those above 2^53."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


Word = Annotated[str, Field(max_length=300)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Value = StrictBool | int | Number | Word | Annotated[list[Word], Field(max_length=40)]
Changes = Annotated[dict[Word, Value], Field(max_length=MOST_CHANGES)]
Removed = Annotated[list[Word], Field(max_length=40)]
Seed = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=LARGEST_SEED)]


class Message(BaseModel):
    """A message: nothing unknown, nothing of another kind than it should be."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Added(Message):
    """A mediator taken over from a shipped scenario, with the states it acts through."""

    mediator: Word
    origin: Word = Field(alias="from")

    def as_dict(self) -> dict[str, str]:
        """As the browser wrote it."""
        return {"mediator": self.mediator, "from": self.origin}


class Difference(Message):
    """What is changed, taken away and added."""

    changes: Changes = {}
    remove: Removed = []
    add: Annotated[list[Added], Field(max_length=10)] = []


class WarAsked(Difference):
    """One war: a scenario with its difference, and its luck."""

    scenario: Word
    seed: Seed | None = None
    replicate: Annotated[int, Field(ge=0, lt=2**32)] = 0
    lang: Literal["en", "fr"] = "en"


class BranchAsked(WarAsked):
    """A war that parts in two at an hour, counted from midnight before the first day."""

    at_hour: Annotated[Number, Field(ge=0.0)]
    then: Difference


class ManyAsked(WarAsked):
    """Many wars: whole ones, or futures of a moment; of a branch too if there is one."""

    at_hour: Annotated[Number, Field(ge=0.0)] | None = None
    then: Difference | None = None
    wars: Annotated[int, Field(ge=1, le=MOST_WARS)] = 500


class SaveAsked(WarAsked):
    """A war to be kept as a scenario file."""

    name: Annotated[str, Field(max_length=120)] = ""


class UploadAsked(Message):
    """A scenario file of the user's own."""

    toml: str


class Shown(Message):
    """A code of the room, or the teacher's key."""

    code: Word = ""
    key: Word = ""


Model = TypeVar("Model", bound=Message)


async def asked(request: Request, model: type[Model]) -> Model:
    """The message of a request.

    Raises:
        Refusal: it is not JSON of that form.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "not JSON", found=kind, allowed="Content-Type: application/json")
    message = read(await request.body(), model)
    if isinstance(message, WarAsked) and "lang" in message.model_fields_set:
        speak(message.lang)
    return message


def read(body: bytes, model: type[Model]) -> Model:
    """The message in a body. Raises Refusal if it is not JSON of that form."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise misunderstood(error) from None
    except (ValueError, RecursionError):
        raise Refusal(WRONG, "the message cannot be read", allowed="a JSON object") from None
