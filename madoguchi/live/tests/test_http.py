"""Whose address it is, and whether a page is ours: nothing that a client writes himself counts."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from madoguchi.live.http import Disconnected, TooLarge, bearer, client_address, read_body, read_json
from madoguchi.live.origins import same_origin

PROXIES = ["10.0.0.0/8", "2001:db8::/32"]


def scope(peer: str | None, *headers: tuple[str, str]) -> dict[str, Any]:
    return {"client": (peer, 1) if peer else None, "headers": [(k.encode(), v.encode()) for k, v in headers]}


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),  # not from a proxy of ours
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),  # the left part was written by the client
        ("10.0.0.1", ["6.6.6.6", "198.51.100.1, 10.2.2.2"], "198.51.100.1"),
        ("10.0.0.1", ["10.3.3.3"], "10.3.3.3"),
        ("10.0.0.1", ["nonsense, 10.2.2.2"], "10.2.2.2"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ['"[2001:db9::1]:4711"'], "2001:db9::1"),
        ("2001:db8::5", ["2001:db9::1"], "2001:db9::1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        (None, ["198.51.100.1"], ""),
    ],
)
def test_the_client_is_the_first_who_is_not_our_proxy(peer, forwarded, address):
    asked = scope(peer, *(("x-forwarded-for", line) for line in forwarded))
    assert client_address(asked, proxies=PROXIES) == address


def test_a_unix_socket_is_trusted_only_by_name():
    asked = scope(None, ("x-forwarded-for", "198.51.100.1"))
    assert client_address(asked, proxies=["unix"]) == "198.51.100.1"


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        ("https://support.example", "support.example", True),
        ("https://support.example:443", "support.example", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://SUPPORT.example", "support.example", True),
        ("https://desk.example", "inner:8000", True),  # a proxy that rewrites Host: the public address counts
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("https://evil.example", "support.example", False),
        ("https://support.example.evil.example", "support.example", False),
        ("https://support.example@evil.example", "support.example", False),
        ("null", "support.example", False),
        ("https://support.example:x", "support.example", False),
        ("", "", False),
    ],
)
def test_only_our_own_pages_are_ours(origin, host, ours):
    asked = scope("127.0.0.1", ("origin", origin), ("host", host))
    assert same_origin(asked, public_url="https://desk.example") is ours


def test_bodies_are_read_within_the_limit():
    def body(*messages: dict[str, Any]):
        left = list(messages)

        async def receive() -> dict[str, Any]:
            return left.pop(0)

        return receive

    def part(content: bytes, more: bool) -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": more}

    whole = (part(b'{"a":', True), part(b"1}", False))
    assert asyncio.run(read_json(body(*whole), dict, limit=7)) == {"a": 1}
    with pytest.raises(TooLarge):
        asyncio.run(read_body(body(*whole), limit=6))
    with pytest.raises(Disconnected):
        asyncio.run(read_body(body(whole[0], {"type": "http.disconnect"}), limit=100))
    with pytest.raises(msgspec.MsgspecError):
        asyncio.run(read_json(body(part(b"{", False)), dict, limit=100))
    assert bearer(scope("1.1.1.1", ("authorization", "Bearer abc"))) == "abc"
    assert bearer(scope("1.1.1.1", ("authorization", "Basic abc"))) == ""
