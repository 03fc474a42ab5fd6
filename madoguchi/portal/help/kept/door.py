"""The server's door to kept pages: answered on the loop, without Django; every other request goes on to it."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import Awaitable, Callable
from http.cookies import CookieError
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie

from madoguchi.live.asgi import App, Receive, Scope, Send
from madoguchi.live.http import header, peer_is_trusted
from madoguchi.portal.help.kept.address import BELOW, HOME, host_is_ours, page_key
from madoguchi.portal.help.kept.freshness import FRESHNESS, Freshness
from madoguchi.portal.help.kept.store import PAGES, KeptPage, Key, PageStore
from madoguchi.portal.help.kept.tally import TALLY, Tally

log = logging.getLogger(__name__)

InThread = Callable[..., Awaitable[Any]]
# RFC 9211: whoever runs the server sees in his browser whether a page was kept.
_HIT = (b"cache-status", b"madoguchi; hit")


class HelpDoor:
    """`pages` answers what is not kept, and keeps it."""

    def __init__(
        self,
        pages: App,
        *,
        in_thread: InThread,
        store: PageStore = PAGES,
        freshness: Freshness = FRESHNESS,
        tally: Tally = TALLY,
    ) -> None:
        self._pages, self._in_thread = pages, in_thread
        self._store, self._freshness, self._tally = store, freshness, tally
        self._looking: asyncio.Future[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        page = None
        if key is not None and settings.HELP_CACHE_BYTES and await self._is_fresh():
            page = self._store.find(key)
        if page is None:
            await self._pages(scope, receive, send)
            return
        await _answer(scope, send, page)
        if page.article_id is not None and scope["method"] == "GET":
            self._tally.add(page.article_id)
            if self._tally.is_due:
                await self._store_readings()

    async def _store_readings(self) -> None:
        try:
            await self._in_thread(self._tally.store)
        except Exception:  # the reader has his page; a count that is lost is no reason to cut his connection
            log.exception("counting readings failed")

    async def _is_fresh(self) -> bool:
        """After a look at what changed, if one is due; all who come meanwhile wait for the same one."""
        if not self._freshness.is_old:
            return True
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._look())
            self._looking.add_done_callback(self._looked)
        try:
            await asyncio.shield(self._looking)
        except Exception:  # whatever the database says: Django's own page tells the reader
            log.exception("looking for changed help pages failed")
            return False
        return True

    async def _look(self) -> None:
        await self._in_thread(self._freshness.look)

    def _looked(self, _done: object) -> None:
        self._looking = None


def _key(scope: Scope) -> Key | None:
    root = str(scope.get("root_path", ""))
    path = str(scope["path"]).removeprefix(root)
    if not (path == HOME or path.startswith(BELOW)) or root:
        return None
    if not host_is_ours(header(scope, b"host") or "", tuple(settings.ALLOWED_HOSTS)):
        return None
    # Whoever comes from a search's results is counted, which Django does.
    if "q=" in (header(scope, b"referer") or ""):
        return None
    # Several lines are one, as HTTP/2 sends them (RFC 9113, 8.2.3).
    cookies = "; ".join(v.decode("latin-1") for k, v in scope["headers"] if k == b"cookie")
    try:
        parsed = parse_cookie(cookies) if cookies else {}
    except CookieError:
        return None
    return page_key(
        path=path,
        query=scope["query_string"].decode("latin-1"),
        method=scope["method"],
        secure=_is_secure(scope),
        cookies=parsed,
        languages=header(scope, b"accept-language") or "",
    )


def _is_secure(scope: Scope) -> bool:
    """As Django sees it behind its bridge."""
    told = header(scope, b"x-forwarded-proto") if peer_is_trusted(scope) else None
    if settings.SECURE_PROXY_SSL_HEADER and told:
        return told == "https"
    return (told if told in ("http", "https") else scope.get("scheme", "http")) == "https"


async def _answer(scope: Scope, send: Send, page: KeptPage) -> None:
    headers = [*page.headers, _HIT]
    if _has_it(header(scope, b"if-none-match") or "", page.etag.decode()):
        headers = [(name, value) for name, value in headers if name != b"content-type"]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    if _takes_gzip(header(scope, b"accept-encoding") or ""):
        body = page.packed
        headers.append((b"content-encoding", b"gzip"))
    else:
        body = gzip.decompress(page.packed)
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _has_it(asked: str, etag: str) -> bool:
    """RFC 9110, 13.1.2: any of the listed ones, compared weakly."""
    bare = etag.removeprefix("W/")
    return asked == "*" or any(one.strip().removeprefix("W/") == bare for one in asked.split(","))


def _takes_gzip(accepted: str) -> bool:
    """RFC 9110, 12.5.3; `gzip;q=0` says no."""
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip() in ("gzip", "x-gzip", "*"):
            weight = parameters.replace(" ", "").removeprefix("q=")
            return weight.strip("0.") != "" or weight == ""
    return False
