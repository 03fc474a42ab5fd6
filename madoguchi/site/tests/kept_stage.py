"""The server's door to help pages as a story asks it: one process, or several before the same database."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from queue import Queue
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client

from madoguchi.portal.help.kept import middleware
from madoguchi.portal.help.kept.door import HelpDoor
from madoguchi.portal.help.kept.freshness import Freshness
from madoguchi.portal.help.kept.store import PageStore
from madoguchi.portal.help.kept.tally import Tally
from madoguchi.site.environ import build_environ


def calm(settings: Any, place: Path) -> None:
    """No model, no waiting for news, and the files of a story in a folder of its own."""
    cache.clear()
    settings.EMBEDDINGS = "none"
    settings.HELP_REFRESH_SECONDS = 0
    settings.ALLOWED_HOSTS = ["testserver"]
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


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
        self._turns = Turns()
        self.store = PageStore()
        self.tally = Tally(seconds=0)
        self.door = HelpDoor(
            self._django,
            in_thread=self._turns.here,
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
            self._turns.run(self.door(scope, receive, send))
        start, *rest = sent
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], found, b"".join(part.get("body", b"") for part in rest))

    async def _django(self, scope: Any, receive: Any, send: Any) -> None:
        raw, body = await self._turns.here(_drawn, scope)
        await send({"type": "http.response.start", "status": raw[0], "headers": raw[1]})
        await send({"type": "http.response.body", "body": body})


class Turns:
    """The loop on a thread of its own, and what needs the database on the story's, whose transaction it must see."""

    def __init__(self) -> None:
        self._work: Queue[tuple[Callable[..., Any], tuple[Any, ...], Future[Any]] | None] = Queue()

    async def here(self, work: Callable[..., Any], *arguments: Any) -> Any:
        done: Future[Any] = Future()
        self._work.put((work, arguments, done))
        return await asyncio.wrap_future(done)

    def run(self, story: Coroutine[Any, Any, None]) -> None:
        with ThreadPoolExecutor(1) as pool:
            told = pool.submit(asyncio.run, story)
            told.add_done_callback(lambda _told: self._work.put(None))
            while (item := self._work.get()) is not None:
                work, arguments, done = item
                try:
                    done.set_result(work(*arguments))
                except BaseException as error:
                    done.set_exception(error)
            told.result()


def _drawn(scope: Any) -> tuple[tuple[int, list[tuple[bytes, bytes]]], bytes]:
    environ = build_environ(scope, BytesIO(), file_wrapper=BytesIO)
    began: list[Any] = []
    request_started.disconnect(close_old_connections)  # the story's connection stays, as with Django's client
    try:
        body = b"".join(
            WSGIHandler()(environ, lambda status, headers, _=None: began.extend((status, headers)))
        )
    finally:
        request_started.connect(close_old_connections)
    status, headers = began
    return (int(status[:3]), [(k.lower().encode(), v.encode("latin-1")) for k, v in headers]), body


@contextmanager
def _storing_in(store: PageStore) -> Iterator[None]:
    with patch.object(middleware, "PAGES", store):
        yield


def session_of(client: Client) -> str:
    """The cookie of somebody who is signed in."""
    return f"sessionid={client.cookies['sessionid'].value}"
