"""By hand, by id of a stylised fact: why it is missed, and what came out at the first look."""

LOOKED = "24 November 2026, 11:49"  # when the first results were committed
FIRST_LOOK = {
    "S1": "fails", "S2": "holds", "S3": "holds", "S4": "holds", "S5": "fails", "S6": "fails",
    "S7": "holds", "S8": "holds", "S9": "holds", "S10": "fails", "S11": "fails", "S12": "fails",
}  # fmt: skip
UNKNOWN = "no reason has been established."
REASONS = {
    "S1": (
        "with formulation and means off hardly any definitive agreement comes about, so that the "
        "knock-out has nothing to measure. Nor is the order an effect of class: where the mandate "
        "is assigned, bare cessations do not fall sooner than agreements with a line or status. "
        "Which wars come to agree on what makes it; class adds no mechanism of its own."
    ),
    "S2": (
        "selection, within the model. Drafters leave out lines that would not enforce themselves "
        "(departures 20 and 21). Without monitors, soldiers and a guarantee only easy cases are "
        "signed then, and hold; with them several times as many agreements come about, the harder "
        "cases among them. In wars that are the same, provisions mean more agreements, not longer "
        "ones."
    ),
    "S3": (
        "soldiers still lower the hazard, by less. Since tension alone ends no peace worth having "
        "(departure 22), truces without soldiers last longer than at the first look and those with "
        "them as long as before. Most truces of this study fall, soldiers or not: both sides hope "
        "to win."
    ),
    "S6": (
        "leverage is pooled over members, and rivalry takes away a share of it that does not grow "
        "with their number; nothing but the coolness of further members makes a large group worse. "
        "And nothing makes what several formats brought about easier to break."
    ),
    "S10": (
        "four formats stand ready in every war of the population, and how readily they go in is "
        "assumed. Many real wars draw no mediator at all. How often sides offer a halt or a truce "
        "by themselves is assumed too."
    ),
    "S11": (
        "early in a war of the model both sides are optimists who have learned nothing yet, so "
        "that there is little to agree on, as in its middle. In real wars an early mediator may "
        "find positions that are not yet taken in public; here aims harden with losses alone."
    ),
    "S12": (
        "too many settlements fall in their first month, and nearly as many with incidents "
        "switched off: they are broken on purpose, by a side that comes to think war worth more. "
        "Agreements of the population are made days or weeks into short wars, by sides that still "
        "hope; those on record mostly end wars of years."
    ),
}
