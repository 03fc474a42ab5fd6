"""Which websites may ask, and the headers that let their browsers read the answer (Fetch Standard, CORS protocol)."""

from __future__ import annotations

from django.conf import settings

from madoguchi.channels.website_chat.doors import DOORS, Door
from madoguchi.live.asgi import Scope
from madoguchi.live.http import header
from madoguchi.live.origins import same_origin

Headers = list[tuple[bytes, bytes]]
PREFLIGHT_SECONDS = b"600"


def foreign_origin(scope: Scope) -> str:
    """The site that asks, if it is not our own page (or no page at all): ""."""
    origin = header(scope, b"origin")
    if origin is None or same_origin(scope, public_url=settings.PUBLIC_URL):
        return ""
    return origin


def allowed(origin: str, door: Door | None = None) -> bool:
    """Whether a site may use any inbox, or this one."""
    if not origin:
        return True
    return origin.lower() in door.origins if door else DOORS.allows(origin)


def headers(origin: str) -> Headers:
    vary = [(b"vary", b"Origin")]
    return [(b"access-control-allow-origin", origin.encode("latin-1")), *vary] if origin else vary


def preflight(origin: str) -> Headers:
    return [
        *headers(origin),
        (b"access-control-allow-methods", b"POST"),
        (b"access-control-allow-headers", b"Authorization, Content-Type"),
        (b"access-control-max-age", PREFLIGHT_SECONDS),
    ]
