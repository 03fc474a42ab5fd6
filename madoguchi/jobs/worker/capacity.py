"""How many jobs of which queue may begin: the more urgent queues always find a thread, and none can take them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def limits(threads: int, queues: Sequence[str]) -> list[int]:
    """For each queue, how many threads it and all less urgent queues together may use.

    Each queue leaves one thread to every more urgent one. From three threads on the most urgent leaves one as well,
    so that a flood of deliveries slows the rest down without stopping it (see `room`).
    """
    return [max(1, threads - place) for place in range(len(queues))]


def room(threads: int, queues: Sequence[str], running: Counter[str], queue: str) -> int:
    """How many more jobs of `queue` may begin now, given how many of each queue run."""
    place = queues.index(queue)
    allowed = [
        limit - sum(running[each] for each in queues[start:])
        for start, limit in enumerate(limits(threads, queues)[: place + 1])
    ]
    if place == 0 and threads >= 3 and len(queues) > 1:
        allowed.append(threads - 1 - running[queue])
    return max(0, min(allowed))
