"""The widget's own files: the loader under a fixed address, its modules under one that changes with their content."""

from __future__ import annotations

from django.utils import translation

from madoguchi.channels.website_chat import assets
from madoguchi.channels.website_chat.strings import LAUNCHER
from madoguchi.languages import to_supported
from madoguchi.live.asgi import Receive, Scope, Send
from madoguchi.live.http import header, problem, respond

APP = "/chat/app/"
_SCRIPT = b"text/javascript; charset=utf-8"
_OPEN = [
    (b"access-control-allow-origin", b"*"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"x-content-type-options", b"nosniff"),
]


async def serve_widget(scope: Scope, receive: Receive, send: Send) -> None:
    """`/widget.js`, its one word in the browser's language."""
    if scope["method"] not in ("GET", "HEAD"):
        await problem(send, 405, headers=[(b"allow", b"GET, HEAD")])
        return
    asked = (header(scope, b"accept-language") or "").split(",")[0].split(";")[0]
    with translation.override(to_supported(asked, "en")):
        loader = assets.loader(str(LAUNCHER))
    more = [(b"cache-control", b"public, max-age=300"), (b"vary", b"Accept-Language, Accept-Encoding")]
    await _serve(scope, send, loader, more)


async def serve_module(scope: Scope, receive: Receive, send: Send) -> None:
    """`/chat/app/<version>/<name>`; another version than ours gets the file as it is now, and must not keep it."""
    version, _, name = scope["path"].removeprefix(APP).partition("/")
    if scope["method"] not in ("GET", "HEAD"):
        await problem(send, 405, headers=[(b"allow", b"GET, HEAD")])
        return
    try:
        asset = assets.asset(name)
    except KeyError:
        await problem(send, 404)
        return
    current = version == assets.version()
    keep = b"public, max-age=31536000, immutable" if current else b"no-cache"
    await _serve(scope, send, asset, [(b"cache-control", keep), (b"vary", b"Accept-Encoding")])


async def _serve(scope: Scope, send: Send, asset: assets.Asset, more: list[tuple[bytes, bytes]]) -> None:
    etag = asset.etag.encode()
    start = [*_OPEN, *more, (b"etag", etag)]
    if header(scope, b"if-none-match") == asset.etag:
        await send({"type": "http.response.start", "status": 304, "headers": start})
        await send({"type": "http.response.body", "body": b""})
        return
    body = asset.body
    if "gzip" in (header(scope, b"accept-encoding") or ""):
        body = asset.packed
        start.append((b"content-encoding", b"gzip"))
    if scope["method"] == "HEAD":
        body = b""
    await respond(send, body, content_type=_SCRIPT, headers=start)
