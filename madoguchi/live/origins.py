"""Which page opened a socket, and whether it is one of ours."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from madoguchi.live.asgi import Scope
from madoguchi.live.http import header

_DEFAULT_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def same_origin(scope: Scope, *, public_url: str = "") -> bool:
    """Whether the Origin header names the host that was asked (RFC 6454), or the installation's public address."""
    origin = header(scope, b"origin")
    if origin is None:
        return False
    theirs = _host_and_port(origin)
    if theirs is None:
        return False
    scheme = urlsplit(origin).scheme
    asked = _host_and_port(f"{scheme}://{header(scope, b'host') or ''}")
    return theirs in (asked, _host_and_port(public_url))


def without_cookies(scope: Scope) -> Scope:
    """A copy for code that must not see a session."""
    return {
        **scope,
        "headers": [(k, v) for k, v in scope["headers"] if k not in (b"cookie", b"authorization")],
    }


@lru_cache(maxsize=4096)
def _host_and_port(url: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None
