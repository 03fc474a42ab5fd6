"""One lock for each SQLite file of this process: who holds it may write."""

from __future__ import annotations

import threading
from collections import defaultdict

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def turn_of(file: object) -> threading.Lock:
    """The turn of a database file, by the name in its settings."""
    return _turns[str(file)]
