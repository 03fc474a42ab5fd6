"""What the desk says on its socket."""

from __future__ import annotations

import msgspec


class Watch(msgspec.Struct):
    """`c` is a conversation's reference, `v` the version on screen (0: nothing yet)."""

    c: str
    v: int = 0


class Older(msgspec.Struct):
    """The entries before position `p`."""

    c: str
    p: int


class Typing(msgspec.Struct):
    c: str
    on: bool = True


class Read(msgspec.Struct):
    c: str
    v: int
