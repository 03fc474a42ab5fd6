"""The shelves of this process: read when first asked for, brought up to date when their scope has changed, and the
least used put away when there are too many bytes of them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable

from django.conf import settings

from madoguchi.core.plain_sql import rows as read
from madoguchi.search.dense.quantise import unpack
from madoguchi.search.dense.shelf import Row, Shelf, Stack

_shelves: OrderedDict[int, tuple[Shelf, float]] = OrderedDict()
_lock = threading.Lock()
_reading: dict[int, threading.Lock] = {}


def shelf(scope: int, version: int, signature: str) -> Shelf:
    """The vectors of a scope, at most SEARCH_REFRESH_SECONDS older than `version`, made by these models."""
    held = _held(scope)
    if held and _fresh(held, version, signature):
        return held[0]
    with _lock:
        reading = _reading.setdefault(scope, threading.Lock())
    with reading:
        held = _held(scope)
        if held and _fresh(held, version, signature):
            return held[0]
        old = held[0] if held and held[0].models == signature else None
        new = _read(scope, version, signature, old)
        _put(scope, new)
        return new


def bytes_held() -> int:
    """What the vectors of this process take."""
    with _lock:
        return sum(one.bytes for one, _ in _shelves.values())


def put_away() -> None:
    """Forget every shelf; they are read again when asked for."""
    with _lock:
        _shelves.clear()


def _held(scope: int) -> tuple[Shelf, float] | None:
    with _lock:
        held = _shelves.get(scope)
        if held:
            _shelves.move_to_end(scope)
        return held


def _fresh(held: tuple[Shelf, float], version: int, signature: str) -> bool:
    one, at = held
    if one.models != signature:
        return False
    return one.version == version or time.monotonic() - at < settings.SEARCH_REFRESH_SECONDS


def _put(scope: int, new: Shelf) -> None:
    with _lock:
        _shelves[scope] = (new, time.monotonic())
        _shelves.move_to_end(scope)
        total = sum(one.bytes for one, _ in _shelves.values())
        while total > settings.SEARCH_VECTOR_BYTES and len(_shelves) > 1:
            _, (oldest, _) = _shelves.popitem(last=False)
            total -= oldest.bytes


def _read(scope: int, version: int, signature: str, old: Shelf | None) -> Shelf:
    """All vectors, or what has changed since the old shelf was read."""
    since = old.version if old else -1
    rows = read(
        "SELECT v.kind, v.article_id, v.dimensions, v.data FROM search_vectors v"
        " JOIN search_indexedarticle a ON a.id = v.article_id"
        " WHERE a.scope_id = %s AND a.stamp > %s AND a.embedded = %s",
        [scope, since, signature],
    )
    new: dict[int, list[Row]] = {}
    for kind, article, dimensions, data in rows:
        new.setdefault(kind, []).append(Row(article, unpack(bytes(data), dimensions)))
    if old is None:
        stacks = {kind: Stack.of(some) for kind, some in new.items()}
    else:
        gone = _gone(scope, since, old)
        kinds = set(old.stacks) | set(new)
        stacks = {kind: Stack.of([*_kept(old, kind, gone), *new.get(kind, [])]) for kind in kinds}
    return Shelf(version, signature, {kind: stack for kind, stack in stacks.items() if stack})


def _gone(scope: int, since: int, old: Shelf) -> frozenset[int]:
    """Articles on the old shelf that have changed since, or left."""
    rows = read("SELECT id, stamp FROM search_indexedarticle WHERE scope_id = %s", [scope])
    same = {article for article, stamp in rows if stamp <= since}
    held: set[int] = set()
    for stack in old.stacks.values():
        held.update(stack.articles.tolist())
    return frozenset(held - same)


def _kept(old: Shelf, kind: int, gone: frozenset[int]) -> Iterable[Row]:
    stack = old.stacks.get(kind)
    return stack.rows(without=gone) if stack else ()
