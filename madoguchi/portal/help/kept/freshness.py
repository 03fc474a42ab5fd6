"""Which kept pages are out of date: read from the database, so that every process learns of every change."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from django.conf import settings

from madoguchi.helpcenter.queries.changes import (
    LATE,
    changes_after,
    count_after,
    differing,
    last_change,
    stamps,
)
from madoguchi.portal.help.kept.frame import frame_stamps
from madoguchi.portal.help.kept.store import PAGES, PageStore


class Freshness:
    """Looks at most every HELP_REFRESH_SECONDS, and only when somebody reads."""

    def __init__(self, pages: PageStore) -> None:
        self._pages = pages
        self._looking = threading.Lock()
        self._looked_at = float("-inf")
        self._last = 0
        self._seen: set[int] = set()
        self._counted = (0, 0)
        self._stamps: dict[str, str] = {}

    @property
    def is_old(self) -> bool:
        """Whether nothing may be given out before somebody has looked."""
        return not self._pages.open or time.monotonic() - self._looked_at >= settings.HELP_REFRESH_SECONDS

    def look(self) -> None:
        """Drop what changed since the last time. Raises what the database raises; nothing is given out then."""
        with self._looking:
            if not self.is_old:
                return
            now = time.monotonic()
            if self._pages.open:
                self._drop_changed()
            else:
                self._start()
            self._looked_at = now

    def soon(self) -> None:
        """Look before the next page is given out."""
        self._looked_at = float("-inf")

    def _start(self) -> None:
        self._last = last_change()
        self._counted = count_after(self._last)
        self._seen = {number for number, _tag in changes_after(self._last)}
        self._stamps = _all_stamps()
        self._pages.open = True

    def _drop_changed(self) -> None:
        now = _all_stamps()
        rows = self._news()
        tags = {*differing(self._stamps, now), *(tag for _number, tag in rows)}
        if tags:
            self._pages.drop(tags)
        self._stamps = now

    def _news(self) -> list[tuple[int, str]]:
        counted = count_after(self._last)
        if counted == self._counted:
            return []
        rows = [(number, tag) for number, tag in changes_after(self._last) if number not in self._seen]
        fresh = {number for number, _tag in rows}
        self._last = max([self._last, *fresh])
        self._seen = {number for number in self._seen | fresh if number > self._last - LATE}
        # Counted before they were read: what came in between is counted anew next time.
        self._counted = counted if not rows else (0, 0)
        return rows


def _all_stamps() -> dict[str, str]:
    return stamps() | frame_stamps()


FRESHNESS = Freshness(PAGES)


def look_again(events: Sequence[object]) -> None:
    """Whoever changed something in this process sees it on his next page."""
    FRESHNESS.soon()
