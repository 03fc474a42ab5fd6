"""What travels between processes: who sent it, its number in that sender's row, and the announcements."""

from __future__ import annotations

from collections import OrderedDict

import msgspec

ORIGINS = 1_024  # senders remembered; the longest silent are forgotten first


class Envelope(msgspec.Struct, array_like=True):
    origin: str
    number: int
    items: list[tuple[str, msgspec.Raw]]


_decoder = msgspec.json.Decoder(Envelope)


def pack(origin: str, number: int, items: list[tuple[str, bytes]]) -> bytes:
    """One line of JSON; the payloads are copied in, not parsed again."""
    return msgspec.json.encode(Envelope(origin, number, [(topic, msgspec.Raw(raw)) for topic, raw in items]))


def unpack(frame: bytes) -> Envelope:
    """Raises msgspec.DecodeError for anything that is not ours."""
    return _decoder.decode(frame)


class Numbers:
    """Tells a repeated envelope and a gap in a sender's row from the next one."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, int] = OrderedDict()

    def check(self, envelope: Envelope) -> tuple[bool, bool]:
        """(is new, something before it was missed)."""
        last = self._last.get(envelope.origin)
        if last is not None and envelope.number <= last:
            return False, False
        self._last[envelope.origin] = envelope.number
        self._last.move_to_end(envelope.origin)
        if len(self._last) > ORIGINS:
            self._last.popitem(last=False)
        return True, last is not None and envelope.number != last + 1

    def forget(self) -> None:
        self._last.clear()
