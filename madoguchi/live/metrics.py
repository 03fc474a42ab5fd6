"""Counters of the live kernel, served by /metrics."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import REGISTRY, Counter, Gauge
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector


class Tally(Collector):
    """A counter for every frame: adding to an attribute costs a twentieth of the library's locked one.

    Two threads that add at once may count one for two; these are rates, not accounts.
    """

    def __init__(self, name: str, about: str) -> None:
        self.name, self.about, self.value = name, about, 0
        REGISTRY.register(self)

    def collect(self) -> Iterator[CounterMetricFamily]:
        yield CounterMetricFamily(self.name, self.about, value=self.value)


CONNECTIONS = Gauge("madoguchi_live_connections", "Sockets that are open now")
OPENED = Counter("madoguchi_live_opened", "Sockets opened since the start")
REFUSED = Counter("madoguchi_live_refused", "Sockets refused or closed by a rule", ["why"])
FRAMES_IN = Tally("madoguchi_live_frames_in", "Frames received from clients")
FRAMES_OUT = Tally("madoguchi_live_frames_out", "Frames handed to sockets")
FRAMES_BAD = Counter("madoguchi_live_frames_bad", "Frames that could not be read or whose handler failed")
SLOW = Counter("madoguchi_live_slow_consumers", "Sockets closed because they did not read")
PUBLISHED = Tally("madoguchi_live_published", "Announcements given to the broker")
LOST = Counter("madoguchi_live_publish_lost", "Announcements dropped because the broker was away too long")
RESYNCS = Counter("madoguchi_live_resyncs", "Times all clients were told to catch up")
