"""How fast one visitor may write: kept in this process, because it is asked for every message."""

from __future__ import annotations

import time
from collections import OrderedDict
from uuid import UUID

from madoguchi.core.rate import parse_rate

VISITORS = 50_000  # remembered; the longest silent are forgotten first


class Pace:
    """A bucket for each visitor that fills evenly (the generic cell rate algorithm, ITU-T I.371): the moment at which
    it would be empty again is all that is kept."""

    def __init__(self) -> None:
        self._empty_at: OrderedDict[UUID, float] = OrderedDict()

    def wait(self, visitor: UUID, rate: str) -> float:
        """Count one message; 0 if it may pass, else the seconds until one may. `rate` is "60/1m"."""
        limit, seconds = parse_rate(rate)
        now = time.monotonic()
        ahead = max(self._empty_at.get(visitor, now), now) - now
        if ahead > seconds * (limit - 1) / limit:
            return ahead - seconds * (limit - 1) / limit
        self._empty_at[visitor] = now + ahead + seconds / limit
        self._empty_at.move_to_end(visitor)
        if len(self._empty_at) > VISITORS:
            self._empty_at.popitem(last=False)
        return 0
