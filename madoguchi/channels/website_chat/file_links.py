"""Addresses of files in a chat: an `<img>` sends no header, so the address itself is the right to read, for a while."""

from __future__ import annotations

import time
from uuid import UUID

from madoguchi.core.crypto import sign, verify

PATH = "/chat/file/"
_PURPOSE = "chat-file"
_PERIOD = 86_400  # an address is good for at least one and at most two of these


def link(file_id: str) -> str:
    """The same for all who see the file today, so that browsers keep their copy."""
    period = int(time.time()) // _PERIOD
    return f"{PATH}{file_id}/{period}/{sign(_PURPOSE, f'{file_id}/{period}', size=16)}"


def file_of(path: str) -> UUID | None:
    """The file that an address of ours leads to now, or None."""
    parts = path.removeprefix(PATH).split("/")
    if len(parts) != 3 or not path.isascii():
        return None
    file_id, period, signature = parts
    if not period.isdigit() or int(period) not in _good() or not _signed(file_id, period, signature):
        return None
    return UUID(file_id)


def _good() -> tuple[int, int]:
    now = int(time.time()) // _PERIOD
    return now, now - 1


def _signed(file_id: str, period: str, signature: str) -> bool:
    return verify(_PURPOSE, f"{file_id}/{period}", signature, size=16)
