"""How long each ceasefire was seen to hold, and whether it then failed.

Ends as the ETH/PRIO table codes them (Clayton, Nygard, Strand, Rustad et al. 2022): failure is
revocation by a party, or that a ceasefire never came into force (at day 0). A term that ran out, a
new ceasefire that took its place, and the end of the data censor.
"""

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Reading = Literal["known", "held", "failed"]

READINGS: dict[Reading, str] = {
    "known": "ceasefires whose end is not known are left out",
    "held": "they held: to their coded day, else their term, else the end of the data (censored)",
    "failed": "they failed: on their coded day, else on the first day",
}
NOT_KNOWN, NO_END, EXPIRED, REVOKED, NEVER, SUPERSEDED = -1, 0, 1, 2, 3, 4
END_OF_DATA = pd.Timestamp("2020-12-31")
HALF_A_DAY = (
    0.5  # lives are coded in whole days: one of 0 days ended on the first day, before day 1
)


class Lives(NamedTuple):
    """The ceasefires that are used.

    Attributes:
        rows: numbers of their rows in the table. life: days seen to hold. failed: whether it then
        failed. term: days of a fixed term, inf for none. over: whether the term ran out (it is
        not scored beyond). unused: reason -> number of rows left out for it.
    """

    rows: NDArray[np.int64]
    life: Floats
    failed: Flags
    term: Floats
    over: Flags
    unused: dict[str, int]


def lives(table: pd.DataFrame, reading: Reading) -> Lives:
    """What a table says of lives, in one reading of unknown ends.

    A ceasefire with a fixed term is followed to its term and no further: what a party revoked
    later was over already.
    """
    ended = table["ended"].to_numpy(dtype=np.int64)
    life, term = _coded(table), _terms(table)
    to_end = (END_OF_DATA - table["start"]).dt.days.to_numpy(dtype=np.float64)
    life = np.where(ended == NEVER, 0.0, life)
    life = np.where((ended == EXPIRED) & np.isnan(life) & np.isfinite(term), term, life)
    life = np.where(ended == NO_END, to_end, life)
    failed = np.isin(ended, (REVOKED, NEVER))
    unknown = ended == NOT_KNOWN
    if reading == "held":
        last = np.minimum(term, to_end)
        life = np.where(unknown & np.isnan(life), last, life)
    elif reading == "failed":
        life = np.where(unknown & np.isnan(life), 0.0, life)
        failed = failed | unknown
    # A term that ran out sooner or later than its text says ran out when it did.
    term = np.where((ended == EXPIRED) & ~np.isnan(life), np.minimum(term, life), term)
    over = life >= np.where(failed, np.nextafter(term, np.inf), term)
    out = unknown & (reading == "known")
    unused = {"end unknown": out, "length of life unknown": ~out & ~(life >= 0.0)}
    used = ~out & (life >= 0.0)
    return Lives(
        table.index.to_numpy(dtype=np.int64)[used],
        (np.minimum(life, term) + HALF_A_DAY)[used],
        (failed & ~over)[used],
        (term + HALF_A_DAY)[used],
        over[used],
        {why: int(flags.sum()) for why, flags in unused.items()},
    )


def _coded(table: pd.DataFrame) -> Floats:
    """Coded life [d]; from the dates where there is none; NaN for unknown. Nothing for an end
    between declaration and entry into force."""
    dated = (table["end"] - table["start"]).dt.days
    days: Floats = table["days"].fillna(dated).to_numpy(dtype=np.float64)
    return np.asarray(np.maximum(days, 0.0), dtype=np.float64)


def _terms(table: pd.DataFrame) -> Floats:
    """Days of the fixed term, inf for none or one that is not said in days."""
    days = pd.to_numeric(table["fixed_time"], errors="coerce").to_numpy(dtype=np.float64)
    fixed = (table["fixed"] == 1).to_numpy() & (days > 0.0)
    return np.where(fixed, days, np.inf)
