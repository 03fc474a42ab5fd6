"""What visitors' sockets are sent, rendered once a language for all who watch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from django.utils import translation

from madoguchi.channels.website_chat.frames import Items
from madoguchi.channels.website_chat.items import about, items
from madoguchi.inbox.contract import Change, change_in

Payload = dict[str, Any] | msgspec.Struct


class Screens:
    """`arrived` is told of answers that have gone out to a watching visitor."""

    def __init__(self, arrived: Callable[[list[UUID]], None]) -> None:
        self._arrived = arrived

    def conversation(self, lang: str, payload: Payload) -> bytes | None:
        """For topics `conversation:…`: a Change, who types, how far agents have read. Notes leave no trace: the gap
        in the versions lets the widget ask, and what it gets is what he may see."""
        if change := change_in(payload):
            return self._change(lang, change)
        if isinstance(payload, msgspec.Struct):
            return None
        if payload.get("t") == "typing" and payload.get("agent"):
            return _encode({"t": "typing", "c": payload["c"], "who": payload["who"], "on": payload["on"]})
        if payload.get("t") == "read" and payload.get("by") == "agent" and "c" in payload:
            return _encode({"t": "read", "c": payload["c"], "v": payload["version"]})
        return None

    def visitor(self, lang: str, payload: Payload) -> bytes | None:
        """For topics `visitor:…`: how many answers wait to be read."""
        assert isinstance(payload, dict)
        return _encode({"t": "conversations", "unread": payload["unread"]})

    def _change(self, lang: str, change: Change) -> bytes | None:
        if any(entry.event for entry in change.entries):
            with translation.override(lang):
                shown = items(change.entries)
        else:  # what people said needs no translation, and switching costs more than all the rest
            shown = items(change.entries)
        if change.entries and not shown:
            return None
        fresh = [
            UUID(entry.id) for entry in change.entries if entry.kind == "agent" and entry.state == "sent"
        ]
        if fresh:
            self._arrived(fresh)
        versions = [entry.version for entry in change.entries]
        return _encode(
            Items(
                t="change",
                c=change.head.reference,
                v=max(versions, default=change.head.version),
                since=change.since,
                items=shown,
                conversation=about(change.head),
            )
        )


_encode = msgspec.json.encode
