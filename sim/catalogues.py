"""Bring the French catalogues up to date and compile them: `python -m sim.catalogues`.

Sentences come from the code (`sim.po`); names, summaries and notes of the shipped scenarios, and
the meanings of the parameters, come from where they are written (`texts.po`). Translations that
are there are kept, those of sentences that are gone are dropped; what is new stands empty in the
.po file, to be filled by hand, and is said. With `--check` nothing is written.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sim.language import ARTICLE, CATALOGUES, LANGUAGES

PACKAGE = Path(__file__).parent
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
STAMP = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)  # a date that changes nothing from day to day
OPTIONAL = "note: shown in English until it is translated"


def extracted(domain: str) -> Catalog:
    """What there is to translate in a domain, `sim` or `texts`, without translations."""
    catalog = Catalog(
        project="ceasefire-sim", version="", charset="utf-8", creation_date=STAMP, fuzzy=False
    )
    for message, context, comments in _sentences() if domain == "sim" else _texts():
        catalog.add(message, context=context, auto_comments=comments)
    return catalog


def _sentences() -> Iterator[tuple[Any, str | None, list[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("language.py", "catalogues.py"):
            continue
        for _line, message, comments, context in extract_from_file("python", path, KEYWORDS):
            yield message, context, comments
    for path in sorted(PACKAGE.rglob("*.jinja")):
        for _line, message, comments, context in extract_from_file(
            "jinja2.ext:babel_extract", path, KEYWORDS
        ):
            yield message, context, comments
    for sentence in ("{n} %", "{hour}:{minute}"):
        yield sentence, None, ["in sim/language.py"]


def _texts() -> Iterator[tuple[str, str | None, list[str]]]:
    from sim.report.names import plain
    from sim.report.parameters import parameters
    from sim.scenario.library import entries
    from sim.scenario.loading import load

    for case in (load(entry.path).case for entry in entries()):
        heading = case.scenario
        yield plain(heading.name), None, ["title of a scenario"]
        yield plain(heading.summary), None, ["summary"]
        yield plain(heading.note), None, [OPTIONAL]
        for group in (case.belligerents, case.states, case.mediators):
            for one in group.values():
                yield plain(one.name), None, ["name of an actor"]
                yield plain(one.name), ARTICLE, []
        for front in case.fronts.values():
            yield plain(front.name or ""), None, ["name of a front"]
            if not isinstance(front.positions, int):
                for position in front.positions:
                    yield plain(position.name), None, ["name of a place"]
        for issue in case.issues.values():
            yield plain(issue.name), None, ["name of an issue"]
        for lever in case.levers.values():
            yield plain(lever.note or ""), None, ["note of a lever"]
        for event in case.events:
            yield plain(event.note or ""), None, ["note of a dated event"]
    for parameter in parameters():
        yield parameter.meaning, None, ["meaning of a parameter"]
        yield parameter.unit, None, ["unit of a parameter"]


def path_of(domain: str, language: str) -> Path:
    """The .po file of a domain in a language."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(domain: str, language: str) -> Catalog:
    """A catalogue as it stands; an empty one where there is none."""
    path = path_of(domain, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def updated(domain: str, language: str) -> Catalog:
    """A catalogue with exactly what there is to translate, translations kept where they stand."""
    old, fresh = read_catalogue(domain, language), extracted(domain)
    catalog = Catalog(
        locale=language, project="ceasefire-sim", version="", charset="utf-8",
        creation_date=STAMP, revision_date=STAMP, last_translator="", language_team="",
        fuzzy=False,
    )  # fmt: skip
    for message in fresh:
        if not message.id:
            continue
        known = old.get(_key(message), message.context)
        catalog.add(
            message.id,
            known.string if known else ("", "") if message.pluralizable else "",
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return catalog


def _strings(message: Message) -> list[str]:
    string: Any = message.string
    return list(string) if isinstance(string, (tuple, list)) else [string or ""]


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def missing(catalog: Catalog) -> list[str]:
    """What a catalogue leaves untranslated; notes may be, and names may go without article."""
    return [
        _key(message)
        for message in catalog
        if message.id
        and message.context != ARTICLE
        and OPTIONAL not in message.auto_comments
        and not all(_strings(message))
    ]


def compiled(catalog: Catalog) -> bytes:
    """The .mo file of a catalogue, byte for byte the same each time."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def written(catalog: Catalog) -> bytes:
    """The .po file of a catalogue."""
    stream = BytesIO()
    write_po(stream, catalog, width=96, no_location=True, sort_output=False)
    return stream.getvalue()


def main(arguments: list[str]) -> int:
    """Update and compile all catalogues; 1 if something is missing or, with --check, old."""
    status = 0
    for language in LANGUAGES[1:]:
        for domain in ("sim", "texts"):
            catalog, path = updated(domain, language), path_of(domain, language)
            if "--check" in arguments:
                status |= path.read_bytes() != written(catalog)
                status |= path.with_suffix(".mo").read_bytes() != compiled(catalog)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(written(catalog))
                path.with_suffix(".mo").write_bytes(compiled(catalog))
            for message in missing(catalog):
                print(f"{path.name}: not translated: {message}", file=sys.stderr)
                status = 1
    return int(status)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
