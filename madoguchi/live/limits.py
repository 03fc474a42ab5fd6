"""Every limit of the live kernel, read once from the settings when the server starts."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds are floats; counts are per socket unless the name says otherwise."""

    connections: int = 20_000
    connections_per_address: int = 1_000
    outbox: int = 256
    frame_bytes: int = 65_536
    frames_per_second: float = 30.0
    frames_burst: int = 120
    flood_frames: int = 600
    bad_frames: int = 10
    topics: int = 100
    hello_seconds: float = 10.0
    silence_seconds: float = 60.0
    typing_seconds: float = 6.0
    presence_seconds: float = 25.0
    sweep_seconds: float = 2.0

    @classmethod
    def from_settings(cls) -> Limits:
        return cls(
            connections=settings.LIVE_CONNECTIONS,
            connections_per_address=settings.LIVE_CONNECTIONS_PER_ADDRESS,
            outbox=settings.LIVE_OUTBOX,
            frame_bytes=settings.LIVE_FRAME_BYTES,
            frames_per_second=settings.LIVE_FRAMES_PER_SECOND,
            frames_burst=settings.LIVE_FRAMES_BURST,
            flood_frames=settings.LIVE_FLOOD_FRAMES,
            bad_frames=settings.LIVE_BAD_FRAMES,
            topics=settings.LIVE_TOPICS,
            hello_seconds=settings.LIVE_HELLO_SECONDS,
            silence_seconds=settings.LIVE_SILENCE_SECONDS,
            typing_seconds=settings.LIVE_TYPING_SECONDS,
            presence_seconds=settings.LIVE_PRESENCE_SECONDS,
        )
