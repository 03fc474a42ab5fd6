"""Live screens."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Live screens")
LIVE_OUTBOX = _area.number(
    "MADOGUCHI_LIVE_OUTBOX", 256, "Frames that may wait for a slow reader before it is dropped"
)
LIVE_FRAME_BYTES = _area.number("MADOGUCHI_LIVE_FRAME_BYTES", 65_536, "The largest frame a client may send")
LIVE_SILENCE_SECONDS = _area.decimal(
    "MADOGUCHI_LIVE_SILENCE_SECONDS", 60, "A socket silent for longer is closed"
)
LIVE_HELLO_SECONDS = _area.decimal(
    "MADOGUCHI_LIVE_HELLO_SECONDS", 10, "Time for a new socket to say who it is"
)
LIVE_FRAMES_PER_SECOND = _area.decimal(
    "MADOGUCHI_LIVE_FRAMES_PER_SECOND", 30, "Frames one socket may send a second"
)
LIVE_FRAMES_BURST = _area.number("MADOGUCHI_LIVE_FRAMES_BURST", 120, "Frames one socket may send at once")
LIVE_PRESENCE_SECONDS = _area.decimal(
    "MADOGUCHI_LIVE_PRESENCE_SECONDS", 25, "How long 'is viewing' holds without a sign of life"
)
LIVE_TYPING_SECONDS = _area.decimal(
    "MADOGUCHI_LIVE_TYPING_SECONDS", 6, "How long 'is typing' holds without a sign of life"
)
LIVE_CATCH_UP_ITEMS = _area.number(
    "MADOGUCHI_LIVE_CATCH_UP_ITEMS", 500, "Missed items sent on reconnect before 'reload' is said"
)

LIVE_CONNECTIONS = _area.number("MADOGUCHI_LIVE_CONNECTIONS", 20_000, "Sockets one process holds at most")
LIVE_CONNECTIONS_PER_ADDRESS = _area.number(
    "MADOGUCHI_LIVE_CONNECTIONS_PER_ADDRESS", 1_000, "Sockets one address may hold in one process"
)
LIVE_FLOOD_FRAMES = _area.number(
    "MADOGUCHI_LIVE_FLOOD_FRAMES", 600, "Frames beyond the rate, without a pause, before a socket is closed"
)
LIVE_BAD_FRAMES = _area.number(
    "MADOGUCHI_LIVE_BAD_FRAMES", 10, "Unreadable frames of one socket before it is closed"
)
LIVE_TOPICS = _area.number(
    "MADOGUCHI_LIVE_TOPICS", 100, "Conversations and lists one socket may watch at once"
)
LIVE_BROKER_HEARTBEAT_SECONDS = _area.decimal(
    "MADOGUCHI_LIVE_BROKER_HEARTBEAT_SECONDS",
    10,
    "How often a quiet broker is tried; three times that is dead",
)
