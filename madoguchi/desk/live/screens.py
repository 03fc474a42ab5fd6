"""What agents' sockets are sent: one rendering a language for all who watch."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils import translation
from django.utils.safestring import SafeString

from madoguchi.desk import render
from madoguchi.inbox.contract import Change, change_in, head_in

Frame = dict[str, Any]
Payload = dict[str, Any] | msgspec.Struct


def render_row(lang: str, payload: Payload) -> bytes | None:
    """For topics `staff:…`, where they carry a Head."""
    head = head_in(payload)
    if head is None:
        return None
    with translation.override(lang):
        html = plain(render.row(head))
    return msgspec.json.encode({"t": "row", "c": head.reference, "v": head.version, "html": html})


def render_conversation(lang: str, payload: Payload) -> bytes | None:
    """For topics `conversation:…`: a Change, or who looks and who types."""
    if change := change_in(payload):
        return msgspec.json.encode(change_frame("change", change, lang=lang, tags=_tags(change)))
    if isinstance(payload, msgspec.Struct):
        return None
    topic = str(payload.get("topic", "")).removeprefix("conversation:")
    if payload.get("t") == "present":
        people = [person for person in payload.get("people", ()) if person.get("agent")]
        with translation.override(lang):
            html = plain(render.viewers(people))
        return msgspec.json.encode({"t": "present", "id": topic, "html": html})
    if payload.get("t") == "typing":
        facts = {key: payload[key] for key in ("on", "who", "agent") if key in payload}
        facts.setdefault("who", str(payload.get("name", "")))
        return msgspec.json.encode(facts | {"t": "typing", "id": topic})
    return None


def change_frame(kind: str, change: Change, *, lang: str, tags: list[str] | None) -> Frame:
    """`sync` or `change`: entries and header as fragments. Without `tags` the page keeps its own."""
    head = change.head
    with translation.override(lang):
        return {
            "t": kind,
            "c": head.reference,
            "v": head.version,
            "since": change.since,
            "html": plain(render.entries(change.entries, reference=head.reference)),
            "conversation": plain(render.header(head, tags=tags)),
        }


def plain(html: SafeString) -> str:
    """The markup as a string of no special kind, which is all that JSON knows."""
    return "".join((html,))


def _tags(change: Change) -> list[str] | None:
    """The tags, where an entry tells of them: a head on its way does not carry them."""
    for entry in reversed(change.entries):
        if entry.event == "tags":
            return list(entry.data["to"])
    return None
