"""Small helpers for plain ASGI routes: read JSON within a limit, answer JSON, say what went wrong (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, TypeVar

import msgspec
from django.conf import settings

from madoguchi.live.asgi import Receive, Scope, Send

T = TypeVar("T")
Address = IPv4Address | IPv6Address
ExtraHeaders = Iterable[tuple[bytes, bytes]]


class Disconnected(Exception):
    """The client went away while its request was read."""


class TooLarge(Exception):
    """The request body is larger than the limit."""


async def read_body(receive: Receive, *, limit: int) -> bytes:
    """The whole body. Raises TooLarge (answer 413) or Disconnected (answer nothing)."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise TooLarge
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


async def read_json(receive: Receive, kind: type[T], *, limit: int) -> T:
    """The body as a msgspec.Struct (or dict …). Raises what read_body does, and msgspec.MsgspecError (answer 400)."""
    return msgspec.json.decode(await read_body(receive, limit=limit), type=kind)


async def respond(
    send: Send, body: bytes, *, status: int = 200, content_type: bytes, headers: ExtraHeaders = ()
) -> None:
    start = [(b"content-type", content_type), (b"content-length", str(len(body)).encode()), *headers]
    if not any(name == b"cache-control" for name, _ in start):
        start.append((b"cache-control", b"no-store"))
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})


async def respond_json(send: Send, content: object, *, status: int = 200, headers: ExtraHeaders = ()) -> None:
    body = msgspec.json.encode(content)
    await respond(send, body, status=status, content_type=b"application/json", headers=headers)


async def problem(
    send: Send, status: int, detail: str = "", *, headers: ExtraHeaders = (), **members: Any
) -> None:
    """A problem document (RFC 9457); `members` are added to it, for example `errors=[…]` or `retry_after=30`."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **members}
    if detail:
        content["detail"] = detail
    body = msgspec.json.encode(content)
    await respond(send, body, status=status, content_type=b"application/problem+json", headers=headers)


def header(scope: Scope, name: bytes) -> str | None:
    """The first header of that name (lower case)."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return None


def bearer(scope: Scope) -> str:
    """The token of `Authorization: Bearer …`, or ""."""
    kind, _, token = (header(scope, b"authorization") or "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def peer_is_trusted(scope: Scope, *, proxies: Sequence[str] | None = None) -> bool:
    """Whether what is directly connected is one of our proxies; "unix" in the list trusts a Unix socket."""
    trusted = tuple(settings.TRUSTED_PROXIES if proxies is None else proxies)
    client = scope.get("client")
    return _trusted(client[0], trusted) if client else "unix" in trusted


def client_address(scope: Scope, *, proxies: Sequence[str] | None = None) -> str:
    """The address of the client: the first one, from the right, in X-Forwarded-For that is not a trusted proxy.

    Whatever stands left of it was written by the client and proves nothing.
    """
    trusted = tuple(settings.TRUSTED_PROXIES if proxies is None else proxies)
    client = scope.get("client")
    found = str(client[0]) if client else ""
    if not trusted or not peer_is_trusted(scope, proxies=trusted):
        return found
    for hop in reversed(_forwarded_for(scope)):
        address = _address(hop)
        if address is None:
            return found
        found = str(address)
        if not _trusted(found, trusted):
            return found
    return found


def _forwarded_for(scope: Scope) -> list[str]:
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return [hop for hop in ",".join(lines).split(",") if hop.strip()]


@lru_cache(maxsize=4096)
def _trusted(address: str, trusted: tuple[str, ...]) -> bool:
    parsed = _address(address)
    return parsed is not None and any(parsed in network for network in _networks(trusted))


@lru_cache(maxsize=16)
def _networks(trusted: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(entry, strict=False) for entry in trusted if entry != "unix")


def _address(text: str) -> Address | None:
    """An address as proxies write it: with a port, in brackets, or IPv4 inside IPv6."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ip_address(text)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
