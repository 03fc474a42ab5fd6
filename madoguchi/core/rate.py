"""Rate limits for pages, sockets and plain routes alike, counted in Django's cache.

A limit holds per cache: per process without Redis, for the whole installation with it.
"""

from __future__ import annotations

import hashlib
import re
import time
from functools import cache as remembered

from django.core.cache import cache

_RATE = re.compile(r"(\d{1,9})/(\d{1,6})?([smhd])", re.ASCII)
_UNIT = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def allow(key: str, rate: str, *, cost: int = 1) -> float | None:
    """Count `cost` against `key`; None if it is within the rate, else the seconds until it is worth trying again.

    `rate` is "10/10m": ten in each ten minutes; s, m, h and d are understood. `key` names what is limited and for
    whom ("form:203.0.113.7"); it is hashed, so it may hold anything. Two windows are weighed together, so that the
    turn of a window gives nobody twice the rate.

    Raises:
        ValueError: the rate cannot be read.
    """
    limit, seconds = parse_rate(rate)
    now = time.time()
    window = int(now // seconds)
    passed = now % seconds / seconds
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    here, before = f"rate:{name}:{seconds}:{window}", f"rate:{name}:{seconds}:{window - 1}"
    cache.add(here, 0, timeout=2 * seconds)
    try:
        count = cache.incr(here, cost)
    except ValueError:  # it was dropped between the two calls
        cache.set(here, cost, timeout=2 * seconds)
        count = cost
    earlier = int(cache.get(before, 0))
    weighed = count + earlier * (1 - passed)
    if weighed <= limit:
        return None
    # What was refused does not count, else one who keeps trying would never get in again.
    cache.decr(here, cost)
    if count > limit or not earlier:
        return max(1.0, seconds * (1 - passed))
    return max(1.0, seconds * (weighed - limit) / earlier)


@remembered
def parse_rate(rate: str) -> tuple[int, int]:
    """How many, in how many seconds. Raises ValueError."""
    read = _RATE.fullmatch(rate.strip())
    if read is None or int(read[2] or 1) == 0:
        raise ValueError(f"{rate!r} is not a rate; write it like 10/10m (ten in ten minutes)")
    return int(read[1]), int(read[2] or 1) * _UNIT[read[3]]
