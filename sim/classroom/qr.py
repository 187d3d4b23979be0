"""A text as a QR code, drawn as SVG: for the address of a room on the wall."""

import io

import segno
from starlette.responses import Response

from sim.classroom.answers import UNUSABLE, Refusal

LONGEST = 1000  # bytes; a code of more is too fine for a telephone at the back of the hall


def qr(text: str) -> Response:
    """The code of a text.

    Raises:
        Refusal: there is no text, or too much.
    """
    size = len(text.encode("utf-8", "replace"))
    if not 0 < size <= LONGEST:
        raise Refusal(
            UNUSABLE, "no such code", address="text", found=f"{size} bytes",
            allowed=f"1 to {LONGEST} bytes",
        )  # fmt: skip
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", scale=8, border=4, xmldecl=False, light="#ffffff", dark="#000000"
    )
    return Response(picture.getvalue(), media_type="image/svg+xml")
