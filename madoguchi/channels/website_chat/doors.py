"""The widget's inboxes as this process last read them: asked for at every session, preflight and socket."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from madoguchi.channels.website_chat.visitors import CHANNEL
from madoguchi.company.hours import Schedule
from madoguchi.company.queries import BrandFacts, brand_facts, schedule_of
from madoguchi.inbox.queries import inboxes_of_channel

FRESH_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Door:
    """One inbox of this channel: `key` is what the embedding page names, `origins` the sites that may embed it."""

    id: UUID
    key: str
    brand: BrandFacts
    schedule: Schedule | None
    languages: tuple[str, ...]
    origins: frozenset[str]
    settings: dict[str, Any]


class Doors:
    """Read again after FRESH_SECONDS: a change in the settings reaches every process without a message."""

    def __init__(self) -> None:
        self._by_key: dict[str, Door] = {}
        self._by_id: dict[UUID, Door] = {}
        self._origins: frozenset[str] = frozenset()
        self._read_at = float("-inf")
        self._reading = threading.Lock()

    def by_key(self, key: str) -> Door | None:
        """Uses the database when what is known is old."""
        self.refresh()
        return self._by_key.get(key)

    def by_id(self, inbox_id: UUID) -> Door | None:
        """What is known, without a look into the database."""
        return self._by_id.get(inbox_id)

    def allows(self, origin: str) -> bool:
        """Whether any inbox lists this site; for the loop, so without a look into the database."""
        return origin.lower() in self._origins

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self._read_at > FRESH_SECONDS

    def refresh(self, *, now: bool = False) -> None:
        """Read the inboxes if what is known is old, or `now`."""
        if not (now or self.is_old):
            return
        with self._reading:
            if not (now or self.is_old):
                return
            doors = [_door(facts) for facts in inboxes_of_channel(CHANNEL)]
            self._by_key = {door.key: door for door in doors}
            self._by_id = {door.id: door for door in doors}
            self._origins = frozenset(origin for door in doors for origin in door.origins)
            self._read_at = time.monotonic()


class Refresher:
    """Starts a refresh on another thread when one is due; asked on the loop."""

    def __init__(self, doors: Doors, run: Callable[[Callable[[], None]], object]) -> None:
        self._doors, self._run, self._running = doors, run, False

    def look(self) -> None:
        if self._doors.is_old and not self._running:
            self._running = True
            self._run(self._refresh)

    def _refresh(self) -> None:
        try:
            self._doors.refresh()
        finally:
            self._running = False


DOORS = Doors()


def _door(facts: Any) -> Door:
    brand = brand_facts(facts.brand_id)
    origins = facts.settings.get("origins") or []
    return Door(
        id=facts.id,
        key=facts.address,
        brand=brand,
        schedule=schedule_of(facts.calendar_id),
        languages=facts.languages or brand.languages or (brand.default_language,),
        origins=frozenset(str(origin).rstrip("/").lower() for origin in origins),
        settings=facts.settings,
    )
