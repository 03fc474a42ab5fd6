"""What the widget says and hears."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec


class Watch(msgspec.Struct):
    """`c` is a conversation's reference, `v` the version on screen (0: nothing yet)."""

    c: str
    v: int = 0


class Conversation(msgspec.Struct):
    c: str


class Older(msgspec.Struct):
    c: str
    p: int


class Send(msgspec.Struct):
    """`id` is made by the client: the same id is the same message. Without `c` it opens a conversation."""

    id: UUID
    c: str | None = None
    text: str = ""
    files: list[UUID] = []
    form: dict[str, str] | None = None


class Typing(msgspec.Struct):
    c: str
    on: bool = True


class Address(msgspec.Struct):
    c: str
    email: str = ""


class File(msgspec.Struct):
    id: str
    name: str
    size: int
    type: str
    url: str
    image: bool = False


class Item(msgspec.Struct, omit_defaults=True):
    """One entry as the customer sees it: `m` its id, `p` its place, `v` the version of its last change."""

    m: str
    p: int
    v: int
    k: str
    text: str
    at: str
    who: str = ""
    state: str = ""
    files: list[File] = []
    cid: str = ""


class About(msgspec.Struct):
    status: str
    agent: dict[str, str]
    subject: str


class Items(msgspec.Struct, omit_defaults=True):
    """`sync` (all after a version), `change` (what came just now, after `since`) and `older`."""

    t: str
    c: str
    items: list[Item]
    v: int | None = None
    since: int | None = None
    conversation: About | None = None
    more: bool | None = None


class Ack(msgspec.Struct, omit_defaults=True, tag_field="t", tag="ack"):
    id: str
    c: str
    v: int
    m: str
    p: int
    at: str
    text: str | None = None
    removed: list[dict[str, str]] | None = None


class Refused(msgspec.Struct, omit_defaults=True, tag_field="t", tag="refused"):
    """`retry_after` in seconds: the widget tries again by itself then."""

    code: str
    reason: str
    id: str | None = None
    what: str | None = None
    retry_after: float | None = None


def gone(c: str) -> dict[str, Any]:
    """There is no such conversation, or not for this visitor: both answer alike."""
    return {"t": "gone", "c": c}
