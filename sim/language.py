"""The language in which a war is told: English, as the code has it, or French from catalogues.

The catalogues are `locale/<language>/LC_MESSAGES/sim.po` (sentences of the code) and `texts.po`
(names, summaries and notes of the shipped scenarios, meanings of the parameters);
`python -m sim.catalogues` brings them up to date and compiles them. What a catalogue lacks, such
as a name of a user's own scenario, is shown as it stands.
"""

import datetime as dt
import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).parent / "locale"
ARTICLE = "article before a name"  # the context under which a catalogue has a name's article
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CONTRACTIONS = (
    (re.compile(r"\b([Dd])e le "), r"\1u "),
    (re.compile(r"\b([Dd])e les "), r"\1es "),
    (re.compile(r"\bà les? "), lambda found: "au " if found[0] == "à le " else "aux "),
    (re.compile(r"\b([Dd]|[Qq]u)e (?=[AEIOUÉÈÊÎÔ])"), r"\1’"),
    (re.compile(r"(?<=[a-zé])\.\.(?!\.)"), "."),  # a sentence that ends in `oct.`
)
_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def spoken() -> str:
    """The language spoken here: `en` unless somebody said otherwise with `speaking`."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak a language from here on, in this task or thread.

    Raises:
        ValueError: a language that is not in `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: found {language!r}, allowed {', '.join(LANGUAGES)}")
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within; other threads and tasks speak their own.

    Raises:
        ValueError: a language that is not in `LANGUAGES`.
    """
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


@cache
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(domain, CATALOGUES, [language])


def N_(message: str) -> str:
    """A sentence to be translated later, where it is shown."""
    return message


def _(message: str, **values: object) -> str:
    """A sentence in the language spoken, its `{placeholders}` filled."""
    return _filled(_catalogue("sim", spoken()).gettext(message), values)


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """A sentence for a number of things, `{n}` and other placeholders filled."""
    text = _catalogue("sim", spoken()).ngettext(one, many, n)
    return _filled(text, {"n": number(n), **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """A sentence whose English is too short to say what it means: the context tells."""
    return _filled(_catalogue("sim", spoken()).pgettext(context, message), values)


def _filled(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    filled = text.format(**values)
    return contracted(filled) if spoken() == "fr" else filled


def contracted(text: str) -> str:
    """French as it is written: `de le` is `du`, `de Iran` is `d’Iran`, one full stop ends all."""
    for form, short in CONTRACTIONS:
        text = form.sub(short, text)
    return text


def of_file(text: str) -> str:
    """A text of a scenario's file, translated if it is one of a shipped scenario."""
    return _catalogue("texts", spoken()).gettext(text) if text else text


def article(name: str) -> str:
    """What goes before a name inside a sentence: `la `, `l’`; nothing where none is known."""
    found = _catalogue("texts", spoken()).pgettext(ARTICLE, name)
    return "" if found == name else found


def number(value: float, decimals: int = 0) -> str:
    """A number with groups of three digits: `1,204.5`, in French `1 204,5` (narrow spaces)."""
    shown = f"{value:z,.{decimals}f}"
    if spoken() == "en":
        return shown
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(Decimal(shown.replace(",", "")), pattern, locale=spoken())


def percent(share: float, decimals: int = 0) -> str:
    """A share as a percentage: `45 %`, in French with a narrow space that does not break."""
    return _("{n} %", n=number(100.0 * share, decimals))


def day_and_month(date: dt.date, with_year: bool) -> str:
    """`10 Oct`, `10 Oct 2021`; in French `1er oct.`, `10 oct. 2021`."""
    if spoken() == "en":
        return f"{date.day} {MONTHS[date.month - 1]}{f' {date.year}' if with_year else ''}"
    from babel.dates import format_date

    shown = format_date(date, "d MMM y" if with_year else "d MMM", locale=spoken())
    return re.sub(r"^1 ", "1er ", shown)


def clock(hour: int, minute: int) -> str:
    """`12:00`; in French `12 h 00`."""
    return _("{hour}:{minute}", hour=f"{hour:02d}", minute=f"{minute:02d}")
