"""Whose advice is believed."""

from sim.studies.facts.fought import Wars
from sim.studies.facts.quantities import Less, Pooled, share
from sim.studies.facts.stylised import Arms, Findings, Shown


def by_side(arms: Arms, unchanged: Arms) -> Findings:
    """S7: how far the belief in a strong opponent rises on being told that it is strong."""
    rise = {name: told_strong(wars) for name, wars in arms.items()}
    shown = [
        Shown("told by a friend of one's own side", rise["own_side"]),
        Shown("told by a neutral", rise["neutral"]),
        Shown("told by a friend of the other side", rise["other_side"]),
    ]
    measures = {
        "own_less_neutral": Less(rise["own_side"], rise["neutral"]),
        "own_less_other": Less(rise["own_side"], rise["other_side"]),
    }
    return Findings(measures, "rise of the belief in a strong opponent", shown, {})


def told_strong(wars: Wars) -> Pooled:
    """The mean rise over advice that the opponent is strong; 0 in wars without any advice."""
    told = wars.told[wars.told["weak"] == 0.0]
    if len(wars.told) == 0:
        return share([0.0] * len(wars.point), wars.point, wars.points)
    return share(told["before"] - told["after"], wars.point[told["war"]], wars.points)
