"""Counters of the live kernel, served by /metrics."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

CONNECTIONS = Gauge("madoguchi_live_connections", "Sockets that are open now")
OPENED = Counter("madoguchi_live_opened", "Sockets opened since the start")
REFUSED = Counter("madoguchi_live_refused", "Sockets refused or closed by a rule", ["why"])
FRAMES_IN = Counter("madoguchi_live_frames_in", "Frames received from clients")
FRAMES_OUT = Counter("madoguchi_live_frames_out", "Frames handed to sockets")
FRAMES_BAD = Counter("madoguchi_live_frames_bad", "Frames that could not be read or whose handler failed")
SLOW = Counter("madoguchi_live_slow_consumers", "Sockets closed because they did not read")
PUBLISHED = Counter("madoguchi_live_published", "Announcements given to the broker")
LOST = Counter("madoguchi_live_publish_lost", "Announcements dropped because the broker was away too long")
RESYNCS = Counter("madoguchi_live_resyncs", "Times all clients were told to catch up")
