"""Names for what an ASGI server hands over (asgi.readthedocs.io, HTTP & WebSocket message format)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]  # the specification gives every key a type of its own
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

SEND_NOW = "madoguchi.send_now"
"""An extension of our own WebSocket protocol (`live/wire`), absent elsewhere: see SendNow."""
SendNow = Callable[[bytes], bool]
"""Sends one text frame at once, or answers False where `Send` must wait for the peer."""
