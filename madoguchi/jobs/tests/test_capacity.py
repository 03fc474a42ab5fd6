"""Who may have how many of a worker's threads."""

from collections import Counter

import pytest

from madoguchi.jobs.contract import QUEUES
from madoguchi.jobs.worker.capacity import room


def _fill(threads: int, queues=QUEUES, wanted=("slow", "default", "deliver")) -> dict[str, int]:
    """What runs when each queue in turn takes all that it may."""
    running: Counter[str] = Counter()
    for queue in wanted:
        running[queue] += room(threads, queues, running, queue)
    return dict(running)


@pytest.mark.parametrize(
    ("threads", "expected"),
    [
        (1, {"slow": 1, "default": 0, "deliver": 0}),
        (2, {"slow": 1, "default": 0, "deliver": 1}),
        (3, {"slow": 1, "default": 1, "deliver": 1}),
        (8, {"slow": 6, "default": 1, "deliver": 1}),
    ],
)
def test_a_flood_of_slow_work_leaves_threads_to_the_urgent(threads, expected):
    assert _fill(threads) == expected


def test_a_flood_of_deliveries_leaves_a_thread_to_the_rest():
    assert _fill(4, wanted=("deliver", "default", "slow")) == {"deliver": 3, "default": 1, "slow": 0}
    assert _fill(4, queues=("deliver",), wanted=("deliver",)) == {"deliver": 4}
    assert _fill(2, wanted=("deliver", "default")) == {"deliver": 2, "default": 0}
