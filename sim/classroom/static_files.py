"""The files of the page. A browser's words are only looked up among names that are known."""

import gzip
import hashlib
from pathlib import Path
from typing import NamedTuple

from starlette.datastructures import Headers
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


class Held(NamedTuple):
    """A file as it is sent: `stamp` tells whether it changed since, `tag` names what it says."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes
    tag: str


class StaticFiles:
    """What is in the folders of static files, by name: `page.css`, `report/replay.js`.

    Read and packed once, for a page fetches some forty of them before it shows a war.
    """

    def __init__(self) -> None:
        self._known: dict[str, Path] = {}
        self._held: dict[str, Held] = {}

    def names(self, ending: str) -> list[str]:
        """The names of all files with an ending, `.js`."""
        return sorted(name for name in _found() if name.endswith(ending))

    def answer(self, name: str, asked: Headers) -> Response:
        """A file, packed where the browser unpacks it; 304 if the browser has it already.

        Raises:
            Refusal: there is none of that name.
        """
        held = self._file(name)
        headers = {"ETag": held.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if asked.get("if-none-match") == held.tag:
            return Response(status_code=304, headers=headers)
        body = held.body
        if "gzip" in asked.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = held.packed, "gzip"
        return Response(body, headers=headers, media_type=KINDS[Path(name).suffix])

    def _file(self, name: str) -> Held:
        if name not in self._known:
            self._known = _found()
        path = self._known.get(name)
        if path is None or not path.is_file():
            raise Refusal(UNKNOWN, "no such file", found=cut(name))
        state = path.stat()
        stamp = state.st_mtime_ns, state.st_size
        held = self._held.get(name)
        if held is None or held.stamp != stamp:
            body = path.read_bytes()
            tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
            held = self._held[name] = Held(stamp, body, gzip.compress(body, mtime=0), tag)
        return held


def _found() -> dict[str, Path]:
    return {
        prefix + path.relative_to(folder).as_posix(): path
        for prefix, folder in FOLDERS.items()
        for path in folder.rglob("*")
        if path.suffix in KINDS
    }
