"""Chance: every draw has an address, and one uniform per quantity, by inversion.

Promise: a draw depends on (seed, replicate, tick, purpose, subject, index) and on nothing else, and
is the same number in plain Python and in compiled code. Two draws with one address are one draw.
All integers are plain (64-bit signed when compiled) and masked to 32 bits after each operation.
"""

import math
from hashlib import blake2b

MASK = 0xFFFFFFFF
MULTIPLIER_0 = 0xD2511F53
MULTIPLIER_1 = 0xCD9E8D57
WEYL_0 = 0x9E3779B9
WEYL_1 = 0xBB67AE85
ROUNDS = 10
INDEX_BITS = 24
TO_UNIT = 1.0 / 4503599627370496.0  # 2 to the power -52

NEVER = 1e18  # days: the time of what does not happen
POISSON_CEILING = 500.0  # highest mean: exp(-500) is still an ordinary number
LOG_FLOOR = 690.0  # a negative binomial's chance of zero stays above exp(-690), about 1e-300
NEGATIVE_BINOMIAL_CEILING = 20000.0  # highest mean whatever the dispersion: bounds the summing
ALMOST_POISSON = 1.000001  # variance/mean up to which a negative binomial is taken as Poisson


def subject_hash(text: str) -> int:
    """The 32-bit number that stands for an id, or pair of ids, in addresses (not compiled).

    Stable over runs, machines and versions of Python, unlike `hash`.
    """
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=4).digest(), "little")


def seed_words(seed: int) -> tuple[int, int]:
    """The two 32-bit words of the key, low word first (not compiled).

    Raises:
        ValueError: the seed is negative or 2**64 or more.
    """
    if not 0 <= seed < 1 << 64:
        raise ValueError(f"a seed lies between 0 and 2**64 - 1, found {seed}")
    return seed & MASK, seed >> 32


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Philox 4x32-10: four 32-bit words from a counter of four words and a key of two.

    Compiled products wrap in two's complement; shifted and masked they still give the right words.

    Source: Salmon et al. 2011.
    """
    x0 = int(c0) & MASK
    x1 = int(c1) & MASK
    x2 = int(c2) & MASK
    x3 = int(c3) & MASK
    key0 = int(k0) & MASK
    key1 = int(k1) & MASK
    for _ in range(ROUNDS):
        product0 = MULTIPLIER_0 * x0
        product1 = MULTIPLIER_1 * x2
        x0 = ((product1 >> 32) & MASK) ^ x1 ^ key0
        x2 = ((product0 >> 32) & MASK) ^ x3 ^ key1
        x1 = product1 & MASK
        x3 = product0 & MASK
        key0 = (key0 + WEYL_0) & MASK
        key1 = (key1 + WEYL_1) & MASK
    return x0, x1, x2, x3


def uniform(
    key0: int, key1: int, replicate: int, tick: int, purpose: int, subject: int, index: int
) -> float:
    """The uniform draw at an address, strictly between 0 and 1.

    52 random bits and half a step: the ends are exactly representable, so neither 0 nor 1 can
    come out (with 53 bits the largest value would round to 1), and 1 - u is exact.

    Args:
        key0, key1: words of the seed (`seed_words`).
        replicate, tick: 0 to 2**32 - 1.
        purpose: what is drawn, 0 to 255.
        subject: whom it concerns (`subject_hash`).
        index: which of several, 0 to 2**24 - 1.

    Source: Salmon et al. 2011.
    """
    word = (int(purpose) << INDEX_BITS) | int(index)
    x0, x1, _, _ = philox(tick, word, subject, replicate, key0, key1)
    return (float((x0 << 20) | (x1 >> 12)) + 0.5) * TO_UNIT


def bernoulli(u: float, p: float) -> bool:
    """Whether an event of probability p happens: rises with p for a given u."""
    return u < p


def pick2(u: float, first: float, second: float) -> int:
    """0 or 1, in proportion to two non-negative weights (an even chance if both are 0)."""
    a = max(first, 0.0)
    b = max(second, 0.0)
    if a + b <= 0.0:
        a = 1.0
        b = 1.0
    if u * (a + b) < a:
        return 0
    return 1


def exponential(u: float, rate: float) -> float:
    """The waiting time [days] of an event with a constant rate [1/day], `NEVER` if it is 0."""
    if rate <= 0.0:
        return NEVER
    return min(-math.log1p(-u) / rate, NEVER)


def within(u: float, rate: float, span: float) -> float:
    """The time [days] of the first event within `span` [days], given that one happens.

    Args:
        u: uniform draw.
        rate: constant rate [1/day]; at 0 the limit, a uniform time.
        span: length of the interval [days].
    """
    length = max(span, 0.0)
    exposure = max(rate, 0.0) * length
    if exposure < 1e-12:
        return u * length
    return min(-math.log1p(u * math.expm1(-exposure)) / rate, length)


def poisson(u: float, mean: float) -> int:
    """A Poisson count by inversion; means above `POISSON_CEILING` (500) count as 500."""
    if mean <= 0.0:
        return 0
    level = min(mean, POISSON_CEILING)
    term = math.exp(-level)
    total = term
    count = 0
    while total < u:
        count += 1
        term = term * level / float(count)
        if float(count) > level and total + term == total:
            break  # the rest of the tail is below rounding
        total += term
    return count


def negative_binomial(u: float, mean: float, ratio: float) -> int:
    """An over-dispersed count by inversion.

    Args:
        u: uniform draw.
        mean: expected count; at most 690 (ratio - 1)/log(ratio), which keeps the chance of zero
            above 1e-300, and at most `NEGATIVE_BINOMIAL_CEILING`.
        ratio: variance/mean, kept when a step is shortened; 1 or less is Poisson.
    """
    if ratio <= ALMOST_POISSON:
        return poisson(u, mean)
    if mean <= 0.0:
        return 0
    excess = ratio - 1.0
    level = min(mean, LOG_FLOOR * excess / math.log(ratio), NEGATIVE_BINOMIAL_CEILING)
    shape = level / excess
    fall = excess / ratio
    term = math.exp(-shape * math.log(ratio))
    total = term
    count = 0
    while total < u:
        term = term * (shape + float(count)) / float(count + 1) * fall
        count += 1
        if float(count) > level and total + term == total:
            break  # the rest of the tail is below rounding
        total += term
    return count


def normal(u: float) -> float:
    """The standard normal quantile at u in (0, 1), to about 1e-15 (routine PPND16).

    Source: Wichura 1988.
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _normal_centre(0.180625 - q * q)
    r = u
    if q > 0.0:
        r = 1.0 - u
    r = math.sqrt(-math.log(max(r, 1e-300)))
    z = _normal_shoulder(r - 1.6) if r <= 5.0 else _normal_tail(r - 5.0)
    if q < 0.0:
        return -z
    return z


def _normal_centre(r: float) -> float:
    """PPND16 for |u - 1/2| <= 0.425, before multiplication by u - 1/2. Source: Wichura 1988."""
    top = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    top = top * r + 6.7265770927008700853e4
    top = top * r + 4.5921953931549871457e4
    top = top * r + 1.3731693765509461125e4
    top = top * r + 1.9715909503065514427e3
    top = top * r + 1.3314166789178437745e2
    top = top * r + 3.3871328727963666080e0
    low = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    low = low * r + 3.9307895800092710610e4
    low = low * r + 2.1213794301586595867e4
    low = low * r + 5.3941960214247511077e3
    low = low * r + 6.8718700749205790830e2
    low = low * r + 4.2313330701600911252e1
    return top / (low * r + 1.0)


def _normal_shoulder(r: float) -> float:
    """PPND16 for sqrt(-log(tail)) <= 5, less 1.6. Source: Wichura 1988."""
    top = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
    top = top * r + 2.41780725177450611770e-1
    top = top * r + 1.27045825245236838258e0
    top = top * r + 3.64784832476320460504e0
    top = top * r + 5.76949722146069140550e0
    top = top * r + 4.63033784615654529590e0
    top = top * r + 1.42343711074968357734e0
    low = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
    low = low * r + 1.51986665636164571966e-2
    low = low * r + 1.48103976427480074590e-1
    low = low * r + 6.89767334985100004550e-1
    low = low * r + 1.67638483018380384940e0
    low = low * r + 2.05319162663775882187e0
    return top / (low * r + 1.0)


def _normal_tail(r: float) -> float:
    """PPND16 for sqrt(-log(tail)) above 5, less 5. Source: Wichura 1988."""
    top = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    top = top * r + 1.24266094738807843860e-3
    top = top * r + 2.65321895265761230930e-2
    top = top * r + 2.96560571828504891230e-1
    top = top * r + 1.78482653991729133580e0
    top = top * r + 5.46378491116411436990e0
    top = top * r + 6.65790464350110377720e0
    low = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
    low = low * r + 1.84631831751005468180e-5
    low = low * r + 7.86869131145613259100e-4
    low = low * r + 1.48753612908506148525e-2
    low = low * r + 1.36929880922735805310e-1
    low = low * r + 5.99832206555887937690e-1
    return top / (low * r + 1.0)
