"""The server's door to help pages as a story asks it: one process, or several before the same database."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from madoguchi.portal.help.kept import middleware
from madoguchi.portal.help.kept.door import HelpDoor
from madoguchi.portal.help.kept.freshness import Freshness
from madoguchi.portal.help.kept.store import PageStore
from madoguchi.portal.help.kept.tally import Tally
from madoguchi.site.environ import build_environ


class Answer:
    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def kept(self) -> bool:
        return self.headers.get("cache-status") == "madoguchi; hit"

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Process:
    """One web process: its own pages, its own knowledge of changes; Django behind it."""

    def __init__(self) -> None:
        self.store = PageStore()
        self.tally = Tally(seconds=0)
        self.door = HelpDoor(
            self._django,
            in_thread=_here,
            store=self.store,
            freshness=Freshness(self.store),
            tally=self.tally,
        )

    def get(self, path: str, *, method: str = "GET", query: str = "", **headers: str) -> Answer:
        given = {"host": "testserver", "accept-encoding": "gzip"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "scheme": "http",
            "client": ("127.0.0.1", 4711),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        with _storing_in(self.store):
            asyncio.run(self.door(scope, receive, send))
        start, *rest = sent
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], found, b"".join(part.get("body", b"") for part in rest))

    async def _django(self, scope: Any, receive: Any, send: Any) -> None:
        environ = build_environ(scope, BytesIO(), file_wrapper=BytesIO)
        began: list[Any] = []
        body = b"".join(
            WSGIHandler()(environ, lambda status, headers, _=None: began.extend((status, headers)))
        )
        status, headers = began
        raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": int(status[:3]), "headers": raw})
        await send({"type": "http.response.body", "body": body})


async def _here(work: Any) -> None:
    """On the loop itself: a story has one connection (DJANGO_ALLOW_ASYNC_UNSAFE)."""
    work()


@contextmanager
def _storing_in(store: PageStore) -> Iterator[None]:
    with patch.object(middleware, "PAGES", store):
        yield


def session_of(client: Client) -> str:
    """The cookie of somebody who is signed in."""
    return f"sessionid={client.cookies['sessionid'].value}"
