"""How long a story waits for what must come: on a machine shared with others a second of work can take ten."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 90.0  # only a failure waits this long
MS = SECONDS * 1000
COMMAND = 300.0  # for a whole process: `setup` translates, collects and compresses


def until(condition: Callable[[], object], *, seconds: float = SECONDS, why: str = "waited in vain") -> None:
    """Wait for a condition; fails with `why` when it has not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, why
        time.sleep(0.02)
