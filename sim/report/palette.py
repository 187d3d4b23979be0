"""Colours that colour-blind readers can tell apart; one actor has one colour everywhere.

Source: Okabe and Ito (2008), Color Universal Design. Their bluish green is kept for the bargaining
range; yellow, too pale on white, is darkened; beyond seven actors darker shades follow.
"""

from sim.scenario.schema import Case

BLUE, VERMILION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
ORANGE, SKY, GOLD = "#E69F00", "#56B4E9", "#B3A100"
SHADES = (
    BLUE, VERMILION, PURPLE, ORANGE, SKY, GOLD, "#4D4D4D",
    "#004A75", "#8C3D00", "#8A3F68", "#8F6200", "#1F7BB0", "#6B6000", "#8C8C8C",
)  # fmt: skip
OVERLAP = "#009E73"  # both sides would rather stop than fight
GAP = "#8C8C8C"  # no line that both prefer to war
INK = "#1A1A1A"
FAINT = "#6A6A6A"
NOBODY = "#9A9A9A"  # agreements without a broker


def colours(case: Case) -> dict[str, str]:
    """A colour for each id: belligerents first, then mediators, then states; shades come round."""
    actors = (*case.belligerents, *case.mediators, *case.states)
    return {actor: SHADES[k % len(SHADES)] for k, actor in enumerate(actors)}
