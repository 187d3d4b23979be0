"""Why a stylised fact is missed, by its id: written by hand; the page shows those that are."""

UNKNOWN = "no reason has been established."
REASONS = {
    "S1": (
        "class adds no mechanism of its own. A settlement moves land and settles status; the sides "
        "keep their aims, their fears and their armies, and a side that has received land may find "
        "war worth more than before. What real settlements bring beside (institutions, "
        "demobilisation, elections) the model does not have."
    ),
    "S5": (
        "pressure does wear off here, and with decay switched off the ratio is lower still. But "
        "what was signed under pressure and cannot last falls within the first days; what is left "
        "is a selection of the sounder agreements, still under some penalty for breaking. A wave "
        "of late collapses has no cause in the model, such as a change of government or a "
        "patron who leaves."
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
        "agreements of the population are made days or weeks into short wars, by sides that still "
        "hope to win; those on record mostly end wars of years. Settlements here bring nothing "
        "that would change aims or armies, so what accidents and hand-overs do goes on for "
        "five years."
    ),
}
