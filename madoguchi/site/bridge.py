"""Ordinary pages: Django's WSGI handler behind an ASGI server, on a few threads that keep their database connections.

Django's own ASGI handler costs several times as much per request and opens a database connection for each one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from madoguchi.live.asgi import Message, Receive, Scope, Send
from madoguchi.live.http import problem
from madoguchi.site.environ import Environ, build_environ

logger = logging.getLogger(__name__)

WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
IN_MEMORY_BYTES = 262_144
FILE_BLOCK_BYTES = 65_536
CHUNK_SECONDS = 60.0
LINGER_BYTES, LINGER_SECONDS = 10_000_000, 5.0


class FileBody:
    """What `wsgi.file_wrapper` returns: the loop sends the file, so that a slow download holds no thread."""

    def __init__(self, file: IO[bytes], block_size: int = FILE_BLOCK_BYTES) -> None:
        self.file = file
        self.block_size = max(block_size, FILE_BLOCK_BYTES)

    def __iter__(self) -> Iterator[bytes]:
        while block := self.file.read(self.block_size):
            yield block

    def close(self) -> None:
        self.file.close()


class Bridge:
    """An ASGI application for `http` scopes around a WSGI one.

    A request is read whole before it takes a thread (up to `body_bytes`, on disk beyond 256 KiB, within
    `body_seconds`), so a slow upload holds none either. At most `waiting` requests queue for a thread.
    """

    def __init__(
        self,
        app: WsgiApp,
        pool: Executor,
        *,
        body_bytes: int,
        body_seconds: float = 300.0,
        waiting: int = 500,
    ) -> None:
        self._app, self._pool = app, pool
        self._body_bytes, self._body_seconds, self._limit = body_bytes, body_seconds, waiting
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as body:
            if not await self._read(scope, receive, send, body):
                return
            if self._waiting >= self._limit:
                await problem(send, 503, "The server is busy.", headers=[(b"retry-after", b"2")])
                return
            self._waiting += 1
            try:
                await _Exchange(scope, receive, send).run(self._app, self._pool, body)
            finally:
                self._waiting -= 1

    async def _read(
        self, scope: Scope, receive: Receive, send: Send, body: SpooledTemporaryFile[bytes]
    ) -> bool:
        """Spool the body; False when there is nothing left to answer."""
        declared = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        size = int(declared) if declared.isdigit() else 0
        ended = False
        try:
            async with asyncio.timeout(self._body_seconds):
                more = size <= self._body_bytes
                size = 0 if more else size
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return False
                    chunk = message.get("body", b"")
                    size += len(chunk)
                    ended = not message.get("more_body", False)
                    more = not ended and size <= self._body_bytes
                    body.write(chunk)
        except TimeoutError:
            await problem(send, 408, "The request took too long to arrive.", headers=_CLOSE)
            return False
        if size > self._body_bytes:
            if not ended:
                await _discard(receive)
            detail = f"At most {self._body_bytes} bytes are accepted."
            await problem(send, 413, detail, headers=_CLOSE, limit=self._body_bytes)
            return False
        body.seek(0)
        return True


_CLOSE = [(b"connection", b"close")]


async def _discard(receive: Receive) -> None:
    """Let a client that is still sending come to its end, for a while: one that is cut off never reads the answer."""
    size, more = 0, True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while more and size < LINGER_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                more = message.get("more_body", False)


class _Exchange:
    """One request and its answer: the thread runs the application, the loop talks to the client."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._loop = asyncio.get_running_loop()
        self._start: Message | None = None
        self._started = False
        self._gone = threading.Event()
        self._watch: Future[None] | None = None

    async def run(self, app: WsgiApp, pool: Executor, body: SpooledTemporaryFile[bytes]) -> None:
        environ = build_environ(self._scope, body, file_wrapper=FileBody)
        try:
            rest = await self._loop.run_in_executor(pool, self._in_thread, app, environ)
            if isinstance(rest, FileBody):
                await self._send_file(rest)
            elif rest is not None:
                await self._emit(rest, more=False)
        except Exception:
            logger.exception("answering %s failed", self._scope["path"])
            if self._started:
                raise  # the server cuts the connection: the client must not take half a page for a whole one
            await problem(self._send, 500)
        finally:
            if self._watch is not None:
                self._watch.cancel()

    def _in_thread(self, app: WsgiApp, environ: Environ) -> bytes | FileBody | None:
        """Returns what the loop still has to send: the last piece, or a file."""
        result = app(environ, self._start_response)
        if isinstance(result, FileBody):
            return result
        try:
            held: bytes | None = None
            for chunk in result:
                if not chunk or self._scope["method"] == "HEAD":
                    continue
                if held is not None:
                    self._stream(held)
                held = chunk
                if self._gone.is_set():
                    return None
            return held or b""
        finally:
            if close := getattr(result, "close", None):
                close()

    def _start_response(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        if self._started:
            raise RuntimeError("the response has begun")
        raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self._start = {"type": "http.response.start", "status": int(status[:3]), "headers": raw}

    def _stream(self, chunk: bytes) -> None:
        """From the thread: hand over one piece and wait until the client has room for the next."""
        if self._watch is None:
            self._watch = asyncio.run_coroutine_threadsafe(self._watch_disconnect(), self._loop)
        sent = asyncio.run_coroutine_threadsafe(self._emit(chunk, more=True), self._loop)
        try:
            sent.result(CHUNK_SECONDS)
        except TimeoutError:
            sent.cancel()
            self._gone.set()

    async def _emit(self, chunk: bytes, *, more: bool) -> None:
        if not self._started:
            if self._start is None:
                raise RuntimeError("the application did not call start_response")
            self._started = True
            await self._send(self._start)
        await self._send({"type": "http.response.body", "body": chunk, "more_body": more})

    async def _send_file(self, body: FileBody) -> None:
        self._watch = asyncio.run_coroutine_threadsafe(self._watch_disconnect(), self._loop)
        try:
            while self._scope["method"] != "HEAD" and not self._gone.is_set():
                block = await asyncio.to_thread(body.file.read, body.block_size)
                if not block:
                    break
                async with asyncio.timeout(CHUNK_SECONDS):
                    await self._emit(block, more=True)
            await self._emit(b"", more=False)
        finally:
            await asyncio.to_thread(body.close)

    async def _watch_disconnect(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            while (await self._receive())["type"] != "http.disconnect":
                pass
            self._gone.set()
