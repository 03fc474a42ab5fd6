"""What the processes of a machine say to each other: a length of four bytes, then MessagePack. No framework."""

from __future__ import annotations

import socket
import struct
from typing import Literal

import msgspec

from madoguchi.search.contract import Found, Query

VERSION = 1
REQUEST_BYTES, REPLY_BYTES = 64 * 1024, 4 * 1024 * 1024
HEADER = struct.Struct(">I")
_CREDENTIALS = struct.Struct("3i")


class Request(msgspec.Struct, omit_defaults=True):
    """`search` takes a query; `embed` gives at most `limit` waiting articles their vectors."""

    does: Literal["search", "embed"]
    query: Query | None = None
    limit: int = 0
    version: int = VERSION


class Reply(msgspec.Struct, omit_defaults=True):
    """`error` says why there is no answer."""

    found: Found | None = None
    made: int = 0
    error: str = ""


class TooLong(ValueError):
    """More bytes than this side takes."""


_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)


def framed(message: Request | Reply) -> bytes:
    """The message as it goes over the socket."""
    body = _encoder.encode(message)
    return HEADER.pack(len(body)) + body


def length(header: bytes, *, most: int) -> int:
    """How many bytes follow. Raises TooLong."""
    size: int = HEADER.unpack(header)[0]
    if size > most:
        raise TooLong(f"{size} bytes were announced, at most {most} are taken")
    return size


def request_of(body: bytes) -> Request:
    """Raises msgspec.DecodeError."""
    return _requests.decode(body)


def reply_of(body: bytes) -> Reply:
    """Raises msgspec.DecodeError."""
    return _replies.decode(body)


def peer(connected: socket.socket) -> int:
    """The user at the other end of a local socket, as the kernel knows him (SO_PEERCRED, unix(7))."""
    found = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(found)[1])
