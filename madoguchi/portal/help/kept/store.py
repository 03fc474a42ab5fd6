"""The finished pages of this process: by address, bounded in bytes, dropped by tag."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Key = tuple[str, ...]
# What a page costs beside its bytes and tags: the objects around it.
OVERHEAD = 1_000
# Tags whose change is remembered, for pages that were being drawn meanwhile.
REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it goes out. `packed` is its body in gzip, `until` a time of `time.monotonic`."""

    headers: tuple[tuple[bytes, bytes], ...]
    packed: bytes
    etag: bytes
    tags: frozenset[str]
    until: float
    article_id: int | None = None

    @property
    def size(self) -> int:
        # A tag is shared by few pages: its text counts, and its places in two sets.
        return OVERHEAD + len(self.packed) + sum(len(tag) + 150 for tag in self.tags)


class PageStore:
    """Safe for threads. `begin` before a page is drawn, `keep` after: what changed in between is not kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._by_tag: dict[str, set[Key]] = defaultdict(set)
        self._changed: OrderedDict[str, int] = OrderedDict()
        self._number = self._forgotten = 0
        self.size = 0
        self.open = False

    def begin(self) -> int:
        """The point in time from which what a page shows was read."""
        return self._number

    def find(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= time.monotonic():
                self._remove(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: KeptPage, *, begun: int, limit: int) -> bool:
        """False where it was not kept: too large, nobody looks for changes, or one came while it was drawn."""
        with self._lock:
            changed = any(self._changed.get(tag, 0) > begun for tag in page.tags)
            if not self.open or changed or begun < self._forgotten or page.size > limit:
                return False
            if key in self._pages:
                self._remove(key)
            self._pages[key] = page
            self.size += page.size
            for tag in page.tags:
                self._by_tag[tag].add(key)
            while self.size > limit:
                self._remove(next(iter(self._pages)))
            return True

    def drop(self, tags: Iterable[str]) -> None:
        """Forget every page with one of these tags."""
        with self._lock:
            self._number += 1
            for tag in tags:
                self._changed[tag] = self._number
                self._changed.move_to_end(tag)
                for key in tuple(self._by_tag.get(tag, ())):
                    self._remove(key)
            while len(self._changed) > REMEMBERED:
                self._forgotten = self._changed.popitem(last=False)[1]

    def clear(self) -> None:
        """Forget everything, also what is being drawn now, until changes are looked for again."""
        with self._lock:
            self._number += 1
            self._forgotten = self._number
            self.open = False
            for key in tuple(self._pages):
                self._remove(key)

    def _remove(self, key: Key) -> None:
        page = self._pages.pop(key)
        self.size -= page.size
        for tag in page.tags:
            keys = self._by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._by_tag[tag]


PAGES = PageStore()
