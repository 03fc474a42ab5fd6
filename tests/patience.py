"""How long a story waits for what must come: on a machine shared with others a second of work can take ten."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 90.0  # only a failure waits this long
MS = SECONDS * 1000
COMMAND = 300.0  # for a whole process: `setup` translates, collects and compresses


def until(
    condition: Callable[[], object],
    *,
    seconds: float = SECONDS,
    every: float = 0.02,
    why: str = "waited in vain",
) -> None:
    """Wait for a condition, which is looked at `every` so many seconds; fails with `why` when it has not come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, why
        time.sleep(every)
