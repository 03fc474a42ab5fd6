"""The one thread of a worker that writes job rows: outcomes, leases and claims, in one small transaction a round."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, connections, transaction

from madoguchi.jobs.worker import claims, timetable
from madoguchi.jobs.worker.held import Held, Outcome
from madoguchi.jobs.worker.settle import settle

log = logging.getLogger(__name__)

# A power cut may undo the last claims and outcomes, which repeats jobs (they must bear that) and loses none: the
# enqueuing transactions are synced by those who make them. Not waiting for the disk here is what makes pick-up fast.
# A lock that someone holds on one row (a long transaction with the same key) must not delay the leases of all.
_SESSION = {
    "sqlite": ("PRAGMA synchronous=NORMAL",),
    "postgresql": ("SET synchronous_commit = off", "SET lock_timeout = '3s'"),
}


class Keeper:
    """Keeps the rows of what this worker holds.

    `hand` gives a claimed job to a thread, `dismiss` sends the threads home; `now` is the clock.
    """

    def __init__(
        self,
        *,
        worker: str,
        threads: int,
        queues: Sequence[str],
        hand: Callable[[Held], None],
        dismiss: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        self._worker = worker
        self._slots = threads
        self._queues = queues
        self._hand = hand
        self._dismiss = dismiss
        self._now = now
        self._news = threading.Event()
        self._leaving = False
        self._reported: deque[Outcome] = deque()
        self._held: dict[tuple[int, int], Held] = {}
        self._next_look: datetime | None = None
        self._timetable_due: datetime | None = None
        self._announced = False
        self._stumbled = False
        self._session: object = None
        self._thread = threading.Thread(target=self._keep, name="job-keeper", daemon=True)

    def start(self) -> None:
        self._news.set()
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do; from any thread, never blocks."""
        self._news.set()

    def report(self, outcome: Outcome) -> None:
        """Say what became of a job; written in the next round."""
        self._reported.append(outcome)
        self._news.set()

    def leave(self) -> None:
        """Claim nothing more, and end when all that is held has been settled."""
        self._leaving = True
        self._news.set()

    def join(self, timeout: float) -> bool:
        """Wait for the end; False where jobs still run after `timeout` seconds (their leases go on being renewed)."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _keep(self) -> None:
        dismissed = False
        try:
            while not (self._leaving and not self._held):
                self._news.wait(self._pause())
                self._news.clear()
                if self._leaving and not dismissed:
                    self._dismiss()
                    dismissed = True
                self._try_round()
        finally:
            if not dismissed:
                self._dismiss()
            connections.close_all()

    def _try_round(self) -> None:
        try:
            self._open_session()
            if not self._announced:
                timetable.announce(self._now())
                self._timetable_due = timetable.next_due()
                self._announced = True
            self._round()
            self._stumbled = False
        except Exception:  # the database is away or a lock was not given: leases outlast a few rounds
            log.exception("the job keeper's round failed; it tries again")
            connection.close()
            self._stumbled = True
            for held in self._held.values():
                held.renew_at = None

    def _round(self) -> None:
        now = self._now()
        seen = claims.glance(now)
        outcomes = list(self._reported)
        settled = {outcome.held.claim for outcome in outcomes}
        still = [held for held in self._held.values() if held.claim not in settled]
        old = [held for held in still if held.renew_at is None or held.renew_at <= now]
        periodic = not self._leaving and self._timetable_due is not None and self._timetable_due <= now
        moving = not self._leaving and (seen.due or seen.expired or periodic)
        claiming = moving or (not self._leaving and self._can_claim(seen.ready, still))
        claimed: list[Held] = []
        again = False
        if claiming and not (outcomes or old or moving) and len(seen.ready) == 1:
            claimed = self._claim(
                now, still, seen.ready
            )  # one statement: BEGIN and COMMIT would double the wait
        elif outcomes or old or claiming:
            with transaction.atomic():
                again = settle(outcomes, self._worker, now)
                claims.renew(old, self._worker, now)
                if moving:
                    self._move(seen, periodic, now)
                if claiming:
                    claimed = self._claim(now, still, None if moving or again else seen.ready)
        self._take_over(outcomes, claimed)
        if periodic:
            self._timetable_due = timetable.next_due()
        self._next_look = now if again or seen.due else seen.next_due

    def _move(self, seen: claims.Glance, periodic: bool, now: datetime) -> None:
        if seen.expired:
            claims.reclaim(now)
        if seen.due:
            claims.promote(now)
        if periodic:
            timetable.enqueue_due(now)

    def _take_over(self, outcomes: list[Outcome], claimed: list[Held]) -> None:
        """After the commit: forget what was settled, hand out what was claimed."""
        for outcome in outcomes:
            self._reported.popleft()
            self._held.pop(outcome.held.claim, None)
        for held in claimed:
            self._held[held.claim] = held
            self._hand(held)

    def _can_claim(self, ready: frozenset[str], still: list[Held]) -> bool:
        return claims.may_claim(self._slots, self._queues, ready, still)

    def _claim(self, now: datetime, still: list[Held], only: frozenset[str] | None) -> list[Held]:
        """Claim from all queues, or from those only in which something was seen."""
        return claims.claim(
            self._worker, now, threads=self._slots, queues=self._queues, running=still, only=only
        )

    def _pause(self) -> float:
        """Seconds to wait for news: until the next thing is due, at most the polling interval."""
        poll = settings.JOBS_POLL_SECONDS
        moments = [held.renew_at for held in list(self._held.values()) if held.renew_at]
        moments += [
            moment for moment in (self._next_look, self._timetable_due) if moment and not self._leaving
        ]
        if not moments or self._stumbled:
            return poll
        return min(poll, max(0.0, (min(moments) - self._now()) / timedelta(seconds=1)))

    def _open_session(self) -> None:
        connection.ensure_connection()
        if connection.connection is not self._session:
            with connection.cursor() as cursor:
                for statement in _SESSION[connection.vendor]:
                    cursor.execute(statement)
            self._session = connection.connection
