"""`sim classroom`."""

from importlib.util import find_spec
from typing import Annotated

import typer

NEEDED = ("starlette", "uvicorn", "websockets", "segno")
HIGHEST_PORT = 65_535

Port = Annotated[int, typer.Option("--port", metavar="P", help="Port; 0 takes a free one.")]
Host = Annotated[
    str,
    typer.Option(
        "--host", metavar="H", help="Address to listen on: 0.0.0.0 for the whole network."
    ),
]
Key = Annotated[
    str | None, typer.Option("--key", metavar="K", help="The teacher's key; else one is made up.")
]
Lang = Annotated[str, typer.Option("--lang", metavar="en|fr", help="Language of the page.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


def classroom(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    key: Key = None,
    lang: Lang = "en",
    no_browser: NoBrowser = False,
) -> None:
    """Open the page that a lecturer projects and students play; no network is needed.

    It is reached from this machine only. With --host 0.0.0.0 the class reaches it, with the code
    that is printed; whoever has the teacher's key leads.

    Example: sim classroom --port 8000
    """
    from sim.scenario.errors import did_you_mean, refusal

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise refusal(
            "sim classroom", f"needs {', '.join(missing)}, not installed here",
            hint="pip install 'ceasefire-sim[classroom]'",
        )  # fmt: skip
    if lang not in ("en", "fr"):
        hint = did_you_mean(lang, ("en", "fr"))
        raise refusal("--lang", "no such language", found=lang, allowed="en, fr", hint=hint)
    if not 0 <= port <= HIGHEST_PORT:
        raise refusal("--port", "no such port", found=str(port), allowed=f"0 to {HIGHEST_PORT}")
    if key is not None and not key.strip():
        raise refusal("--key", "an empty key opens every door", allowed="some letters")

    from sim.classroom.serve import serve

    serve(host, port, key, lang, not no_browser, lambda line: typer.echo(line, err=True))
