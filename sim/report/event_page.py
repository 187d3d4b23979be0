"""The tables of docs/reference/events.md, made from the kinds of events of the kernel's log."""

from collections.abc import Sequence

from sim.kernel.log import CAUSES, KINDS, MODES
from sim.kernel.world import STATUSES, TERMS
from sim.report.event_words import KIND_WORDS, TERM_WORDS

INCIDENTS = ("deliberate", "accident", "answer", "error")
TRUTHS = ("true", "mistaken", "invented")


def kinds_table() -> str:
    """One row per kind of event: who, upon whom, value, names of its terms."""
    rows = [["kind", "what happens", "actor", "target", "value", "terms"]]
    for name, terms in KINDS.values():
        rows.append([f"`{name}`", *KIND_WORDS[name], ", ".join(f"`{term}`" for term in terms)])
    return table(rows)


def terms_table() -> str:
    """One row per name of a term: what it means, and in which kinds of event it stands."""
    kinds: dict[str, list[str]] = {}
    for name, terms in KINDS.values():
        for term in terms:
            kinds.setdefault(term, []).append(name)
    rows = [["term", "meaning", "in"]]
    rows += [[f"`{term}`", TERM_WORDS[term], ", ".join(kinds[term])] for term in sorted(kinds)]
    return table(rows)


def numbers_table() -> str:
    """What the numbers and bits stand for."""
    lists = (
        ("`cause` of `collapse`", CAUSES),
        ("`cause` of `incident`", INCIDENTS),
        ("`truth` of `accusation`", TRUTHS),
        ("`mode` of `offer` and `signed`", MODES),
        ("status of a front", STATUSES),
    )
    rows = [["number", "stands for"]]
    rows += [[name, ", ".join(f"{k} {word}" for k, word in enumerate(x))] for name, x in lists]
    bits = ", ".join(f"{1 << k} {term}" for k, term in enumerate(TERMS))
    return table([*rows, ["`terms`: the sum of", bits]])


def events_text() -> str:
    """The generated part of the page."""
    parts = (
        ("Kinds", kinds_table()),
        ("Terms", terms_table()),
        ("Numbers", numbers_table()),
    )
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table; the first is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in x) + " |" for x in lines
    )
