"""Entries that do not fit their digest, and which of them only changed places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from madoguchi.audit.contract import Kind, Linked, Problem, Row
from madoguchi.audit.digests import digest_of

_COMPARED = 64  # each with each
_RUNS = 10_000  # kept apart; what follows is told as one


class Misfits:
    """Runs of entries that follow one another are one problem, however long."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, int, datetime]] = []
        self._kept: list[tuple[Linked, Row, str]] = []

    def add(self, one: Linked, previous: str) -> None:
        assert one.row is not None
        full = len(self._kept) >= _COMPARED
        follows = bool(self._runs) and self._runs[-1][1] == one.sequence - 1
        if full and (follows or len(self._runs) >= _RUNS):
            first, _last, at = self._runs[-1]
            self._runs[-1] = (first, one.sequence, at)
        else:
            self._runs.append((one.sequence, one.sequence, one.row.at))
        if not full:
            self._kept.append((one, one.row, previous))

    def problems(self) -> Iterator[Problem]:
        explained: set[int] = set()
        for first, at, second, follows in self._swapped():
            yield Problem(Kind.SWAPPED, first, second, at)
            explained |= {first, second} | ({first + 1, second + 1} if follows else set())
        run: Problem | None = None
        for first, last, at in self._runs:
            if first in explained:
                continue
            if run is not None and run.last == first - 1:
                run = Problem(Kind.CHANGED, run.first, last, run.at)
                continue
            if run is not None:
                yield run
            run = Problem(Kind.CHANGED, first, last, at)
        if run is not None:
            yield run

    def _swapped(self) -> Iterator[tuple[int, datetime, int, bool]]:
        """The last value says that the entries behind them do not fit because of it: digests went along."""
        for place, (a, row_a, before_a) in enumerate(self._kept):
            for b, row_b, before_b in self._kept[place + 1 :]:
                there = digest_of(before_a, a.sequence, row_b)
                contents = digest_of(before_a, a.sequence, row_b._replace(id=row_a.id)) == a.digest and (
                    digest_of(before_b, b.sequence, row_a._replace(id=row_b.id)) == b.digest
                )
                if contents or there in (a.digest, b.digest):
                    yield a.sequence, row_a.at, b.sequence, there == b.digest
