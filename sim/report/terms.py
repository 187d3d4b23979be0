"""Terms of an agreement in words."""

from collections.abc import Mapping

from sim.kernel import world
from sim.report.names import Names, listed, place_shares, plain
from sim.report.when import count

CLASSES = {
    1: "cessation of hostilities",
    2: "preliminary agreement",
    3: "definitive agreement",
}
WORDS = {
    world.MONITORS: "observers",
    world.PEACEKEEPERS: "peacekeepers",
    world.GUARANTEE: "a guarantee by third states",
    world.COMMISSION: "a joint commission on incidents",
    world.HOTLINE: "a hotline",
    world.PRISONERS: "an exchange of prisoners and bodies",
    world.ARBITRATOR: "an arbitrator of violations",
    world.SPARE: "a promise to spare civilians",
}
CAUSES = {
    "censored": "still in force at the end of the run",
    "broken": "broken by a side that gained by it",
    "escalated": "incident answered incident",
    "expired": "expired at its date",
    "defaulted": "a dated step was not carried out",
    "superseded": "replaced by a new agreement",
    "hazard": "collapsed by chance (constant hazard)",
}


def percent(share: float) -> str:
    """A share as a percentage: one decimal below 10 %, none above."""
    value = 100.0 * share
    return f"{value:.1f} %" if 0.0 < value < 9.95 else f"{value:.0f} %"


def line_in_words(names: Names, front: str, line: int) -> str:
    """What a line leaves to the first party of a front, and where it runs."""
    places, shares = names.places(front), place_shares(names.case.fronts[front])
    first, second = (names.actor(id_) for id_ in names.parties(front))
    land = percent(sum(shares[:line]))
    if line <= 0:
        return f"a line that leaves the whole front to {second}"
    if line >= len(places):
        return f"a line that leaves the whole front to {first}"
    where = f"between {places[line - 1]} and {places[line]}"
    return f"a line {where}, which leaves {land} of the land to {first}"


def terms_in_words(names: Names, front: str, terms: Mapping[str, float]) -> str:
    """The terms of an offer or of a signed agreement as a list in words.

    `terms` are the recorded ones: `terms` has the bits of `sim.kernel.world.TERMS`, `issues` bit k
    for the k-th issue, `line` the positions left to the first party, `fixed_days` the length.
    """
    bits, issues = int(terms.get("terms", 0.0)), int(terms.get("issues", 0.0))
    parts = ["a halt in place"]
    if bits & world.LINE:
        parts = [line_in_words(names, front, int(terms.get("line", 0.0)))]
    settled = enumerate(names.case.issues.values())
    granted = [plain(issue.name) for k, issue in settled if issues >> k & 1]
    if granted:
        parts.append(f"an arrangement on {listed(granted)}")
    parts.extend(words for bit, words in WORDS.items() if bits & bit)
    if terms.get("fixed_days", 0.0) > 0.0:
        parts.append(f"a term of {count(round(terms['fixed_days']), 'day')}")
    return "; ".join(parts)
