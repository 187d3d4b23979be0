"""The files of the page. A browser's words are only looked up among names that are known."""

import hashlib
from pathlib import Path

from starlette.responses import Response

from sim.classroom.answers import UNKNOWN, Refusal, cut

KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
HERE = Path(__file__).parent
FOLDERS = {"": HERE / "static", "report/": HERE.parent / "report" / "static"}


class StaticFiles:
    """What is in the folders of static files, by name: `page.css`, `report/replay.js`."""

    def __init__(self) -> None:
        self._known: dict[str, Path] = {}

    def answer(self, name: str, etag: str | None) -> Response:
        """A file; 304 if the browser has it already.

        Raises:
            Refusal: there is none of that name.
        """
        if name not in self._known:
            self._known = _found()
        path = self._known.get(name)
        if path is None or not path.is_file():
            raise Refusal(UNKNOWN, "no such file", found=cut(name))
        body = path.read_bytes()
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if etag == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=KINDS[path.suffix])


def _found() -> dict[str, Path]:
    return {
        prefix + path.relative_to(folder).as_posix(): path
        for prefix, folder in FOLDERS.items()
        for path in folder.rglob("*")
        if path.suffix in KINDS
    }
