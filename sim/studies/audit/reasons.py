"""Why a parameter moves nothing, where that can be told; generic, never about one scenario."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from sim.scenario.keys import split
from sim.scenario.schema import Case
from sim.scenario.schema.formats import Mediator
from sim.studies.audit.needs import EVENTS, MECHANISMS, TERMS
from sim.studies.audit.reading import Reached
from sim.studies.audit.verdicts import Verdict

UNKNOWN = "nothing in these wars depends on it"
MEDIATORS_DO = (
    "mediation", "facilitation", "formulation", "manipulation", "pressure_decay", "rivalry"
)  # fmt: skip
BETWEEN_STATES = ("trade", "arms", "bias", "resupply")  # these tie a state to a belligerent alone
EVENTS_ALONE = "shows in the events of a war, in no row of runs or truces"


def reason(case: Case, verdict: Verdict, reached: Reached) -> str:
    """The first reason that fits a dead parameter, in a few words."""
    if verdict.fixed:
        return f"cannot be moved alone: {verdict.refusal or 'it has one value'}"
    found = next(reasons(case, verdict.move.label, reached), "")
    if found:
        return found
    return EVENTS_ALONE if verdict.shows == "events" else UNKNOWN


def about_monitors(address: str) -> bool:
    """Whether a parameter works through observers alone."""
    return "monitor" in address and not address.startswith("states.")


def reasons(case: Case, address: str, reached: Reached) -> Iterator[str]:
    """All reasons that fit an address, or the label of an item of a list."""
    for pattern, mechanism in MECHANISMS:
        if fnmatchcase(address, pattern) and not getattr(case.mechanisms, mechanism):
            yield f"the mechanism {mechanism} is off"
    if about_monitors(address) and not any(s.deploys.monitors for s in case.states.values()):
        yield "no state has monitors to send"
    for pattern, term in TERMS:
        if fnmatchcase(address, pattern) and term not in offered(case):
            yield f"nobody may offer {term}"
    yield from _of_its_group(case, address, reached)
    for pattern, kind, words in EVENTS:
        if fnmatchcase(address, pattern) and not reached.events[kind]:
            yield words


def offered(case: Case) -> set[str]:
    """Terms that some mediator may offer, or that are in force from the start."""
    found: set[str] = set()
    for mediator in case.mediators.values():
        found |= set(mediator.mandate.terms)
    for front in case.fronts.values():
        found |= set(front.truce.terms if front.truce is not None else ())
    return found


def _of_its_group(case: Case, address: str, reached: Reached) -> Iterator[str]:
    keys = split(address)
    if keys[0] == "mediators" and keys[1] in case.mediators:
        yield from _of_mediator(case, case.mediators[keys[1]], keys, reached)
    elif keys[0] == "states" and keys[1] in case.states:
        yield from _of_state(case, keys)
    elif keys[0] == "belligerents" and keys[1] in case.belligerents:
        yield from _of_side(case, keys)
    elif keys[-1].startswith("effort") and len(case.fronts) == 1:
        yield "with one front there is nothing to share force among"
    elif keys[0] == "mechanisms":
        yield from _of_mechanism(case, keys[1])


def _of_mechanism(case: Case, name: str) -> Iterator[str]:
    sides, states = case.belligerents.values(), case.states.values()
    ties = [tie for state in states for tie in state.ties.values()]
    if name == "events" and not case.events:
        yield "the scenario has no dated events"
    if name == "attrition" and all(side.attrition == 0.0 for side in sides):
        yield "no side wears out (attrition is 0)"
    if name == "patrons" and all(tie.resupply == 0.0 for tie in ties):
        yield "no state resupplies a side"
    if name == "rivalry" and len(case.mediators) < 2 and all(tie.rivalry == 0.0 for tie in ties):
        yield "there is one format at most, and no rivalry among states"
    if name == "reputation" and all(side.reputation == 0.0 for side in sides):
        yield "no side has a name to lose (reputation is 0)"
    if name == "endorsement" and not any(one.endorses for one in case.mediators.values()):
        yield "no format endorses another"
    if name in MEDIATORS_DO and not case.mediators:
        yield "the scenario has no mediators"


def _of_mediator(
    case: Case, mediator: Mediator, keys: tuple[str, ...], reached: Reached
) -> Iterator[str]:
    rest = ".".join(keys[2:])
    if rest == "tempo.launch_rate" and case.scenario.initiatives == "scripted":
        yield "initiatives are scripted"
    if keys[1] not in reached.launched:
        yield "this mediator never went in"
    if rest == "mandate.fixed_days" and "fixed_term" not in mediator.mandate.terms:
        yield "it may not offer fixed_term"
    if rest == "mandate.monitor_access" and "monitors" not in mediator.mandate.terms:
        yield "it may not offer monitors"
    if rest.startswith("style."):
        weights = mediator.style.model_dump().values()
        if sum(weight > 0.0 for weight in weights) == 1:
            yield "the only weight of its style: weights are normalised"
    if rest.endswith(".weight") and len(mediator.members) == 1:
        yield "its only member"
    if rest in ("signal_accuracy", "war_cost") and mediator.style.facilitation == 0.0:
        yield "it gives no advice (style.facilitation is 0)"


def _of_state(case: Case, keys: tuple[str, ...]) -> Iterator[str]:
    formats = [one for one in case.mediators.values() if keys[1] in one.members]
    if keys[2] == "ties" and keys[3] in case.states and keys[-1] in BETWEEN_STATES:
        yield "means nothing between two states"
    if not formats and keys[-1] != "resupply":
        yield "this state is in no format"
    if formats and all(one.members[keys[1]].role == "observer" for one in formats):
        yield "an observer's means and ties do not count"
    if keys[-1] in ("trade", "arms") and all(one.style.manipulation == 0.0 for one in formats):
        yield "no format of this state presses (style.manipulation is 0)"


def _of_side(case: Case, keys: tuple[str, ...]) -> Iterator[str]:
    side, rest = case.belligerents[keys[1]], ".".join(keys[2:])
    if rest == "generosity" and side.doctrine != "generous":
        yield "its doctrine is not generous"
    if rest in ("aim", "aim_hardening", "audience_losses") and side.audience == 0.0:
        yield "signing below its aim costs it nothing (audience is 0)"
    if rest.startswith("resolve.") and side.resolve.low == side.resolve.high:
        yield "its types do not differ (resolve.low and high are equal)"
    if rest == "admission_days" and side.admits == 0.0:
        yield "it admits nothing (admits is 0)"
    if rest == "audience_losses" and side.admits == 0.0:
        yield "it admits no losses (admits is 0)"
    if rest in ("belief.mean", "belief.sd", "belief.weight") and side.belief.alpha > 0.0:
        yield "its belief is a beta belief on one battle"
    if rest in ("belief.alpha", "belief.beta"):
        yield "its belief is a normal one; a beta belief needs both alpha and beta"
