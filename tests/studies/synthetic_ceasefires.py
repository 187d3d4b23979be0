"""An invented table in the ETH/PRIO layout: no row of it is of a real war."""

import datetime as dt

import numpy as np
import pandas as pd

BEGAN = dt.date(2001, 1, 1)


def synthetic_table(count: int = 240, countries: int = 12, seed: int = 3) -> pd.DataFrame:
    """Ceasefires of invented countries; those with a mediator fail sooner, fixed terms mostly
    hold. Every way to end that the layout knows is among them."""
    chance = np.random.default_rng(seed)
    rows = []
    for k in range(count):
        class_ = int(chance.choice([1, 2, 3], p=[0.7, 0.2, 0.1]))
        mediated, fixed = int(chance.random() < 0.3), int(chance.random() < 0.4)
        start = BEGAN + dt.timedelta(days=int(chance.integers(0, 6000)))
        term = int(chance.choice([3, 10, 30])) if fixed else 0
        life = int(chance.exponential(60.0 if mediated else 300.0))
        ended = int(chance.choice([2, 3, 4, 0, -1], p=[0.5, 0.1, 0.15, 0.05, 0.2]))
        if fixed and life >= term:
            life, ended = term, 1
        life = 0 if ended == 3 else life
        known = ended in (1, 2, 4)
        rows.append({
            "location": f"Country {k % countries:02}", "n_parties": int(chance.choice([1, 2, 4])),
            "declared": start.isoformat(), "effective": start.isoformat(),
            "end": (start + dt.timedelta(days=life)).isoformat() if known else "",
            "days": str(float(life)) if known else "", "fixed": fixed,
            "fixed_time": str(term) if fixed else "0", "p_humanitarian": 0,
            "p_peaceprocess": int(chance.random() < 0.6), "p_holiday": fixed * (k % 2),
            "ceasefire_class": class_, "mediator_nego": mediated,
            "implement": int(class_ > 1), "enforcement": 2 * int(class_ == 3), "ended": ended,
        })  # fmt: skip
    return pd.DataFrame(rows)
