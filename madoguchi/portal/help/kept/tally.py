"""Readings of kept pages, counted in memory and stored every few seconds."""

from __future__ import annotations

import threading
import time
from collections import Counter

from madoguchi.helpcenter.actions.counting import count_view

STORE_SECONDS = 5.0


class Tally:
    """`add` on the loop, `store` on a thread of the database. A kill loses the last few seconds' count."""

    def __init__(self, *, seconds: float = STORE_SECONDS) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[int] = Counter()
        self._seconds = seconds
        self._stored_at = time.monotonic()

    def add(self, article_id: int) -> None:
        with self._lock:
            self._counts[article_id] += 1

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self._stored_at >= self._seconds

    def store(self) -> None:
        """Write what was counted."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._stored_at = time.monotonic()
        for article_id, times in counts.items():
            count_view(article_id=article_id, times=times)


TALLY = Tally()
