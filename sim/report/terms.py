"""Terms of an agreement in words."""

from collections.abc import Mapping

from sim import language
from sim.kernel import world
from sim.language import N_, _
from sim.report.names import Names, listed, own_words, place_shares
from sim.report.when import days_in_words

CLASSES = {
    1: N_("cessation of hostilities"),
    2: N_("preliminary agreement"),
    3: N_("definitive agreement"),
}
WORDS = {
    world.MONITORS: N_("observers"),
    world.PEACEKEEPERS: N_("peacekeepers"),
    world.GUARANTEE: N_("a guarantee by third states"),
    world.COMMISSION: N_("a joint commission on incidents"),
    world.HOTLINE: N_("a hotline"),
    world.PRISONERS: N_("an exchange of prisoners and bodies"),
    world.ARBITRATOR: N_("an arbitrator of violations"),
    world.SPARE: N_("a promise to spare civilians"),
}
CAUSES = {
    "censored": N_("still in force at the end of the run"),
    "broken": N_("broken by a side that gained by it"),
    "escalated": N_("incident answered incident"),
    "expired": N_("expired at its date"),
    "defaulted": N_("a dated step was not carried out"),
    "superseded": N_("replaced by a new agreement"),
    "hazard": N_("collapsed by chance (constant hazard)"),
}

MODES = {
    "direct": N_("direct"),
    "unilateral": N_("unilateral"),
    "opening": N_("opening"),
}


def mode_in_words(mode: str) -> str:
    """How an agreement without a broker came about; the word of the table if it is no such."""
    return _(MODES[mode]) if mode in MODES else mode


def class_in_words(number: int, unknown: str = "") -> str:
    """The class of an agreement; `unknown` for a number that is none."""
    return _(CLASSES[number]) if number in CLASSES else unknown


def cause_in_words(cause: str) -> str:
    """How a truce ended; the word of the table where it is not known here."""
    return _(CAUSES[cause]) if cause in CAUSES else cause


def percent(share: float) -> str:
    """A share as a percentage: one decimal below 10 %, none above."""
    return language.percent(share, 1 if 0.0 < 100.0 * share < 9.95 else 0)


def line_in_words(names: Names, front: str, line: int) -> str:
    """What a line leaves to the first party of a front, and where it runs."""
    places, shares = names.places(front), place_shares(names.case.fronts[front])
    first, second = (names.the(id_) for id_ in names.parties(front))
    if line <= 0:
        return _("a line that leaves the whole front to {side}", side=second)
    if line >= len(places):
        return _("a line that leaves the whole front to {side}", side=first)
    return _(
        "a line between {place} and {next}, which leaves {land} of the land to {side}",
        place=places[line - 1],
        next=places[line],
        land=percent(sum(shares[:line])),
        side=first,
    )


def terms_in_words(names: Names, front: str, terms: Mapping[str, float]) -> str:
    """The terms of an offer or of a signed agreement as a list in words.

    `terms` are the recorded ones: `terms` has the bits of `sim.kernel.world.TERMS`, `issues` bit k
    for the k-th issue, `line` the positions left to the first party, `fixed_days` the length.
    """
    bits, issues = int(terms.get("terms", 0.0)), int(terms.get("issues", 0.0))
    parts = [_("a halt in place")]
    if bits & world.LINE:
        parts = [line_in_words(names, front, int(terms.get("line", 0.0)))]
    settled = enumerate(names.case.issues.values())
    granted = [own_words(issue.name) for k, issue in settled if issues >> k & 1]
    if granted:
        parts.append(_("an arrangement on {issues}", issues=listed(granted)))
    parts.extend(_(words) for bit, words in WORDS.items() if bits & bit)
    if terms.get("fixed_days", 0.0) > 0.0:
        days = days_in_words(round(terms["fixed_days"]))
        parts.append(_("a term of {days}", days=days))
    return _("; ").join(parts)
