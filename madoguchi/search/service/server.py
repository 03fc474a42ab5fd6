"""The search service: takes questions on its socket and answers them on a few threads."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from madoguchi.search.service.answering import answer, be_polite, understood, warm
from madoguchi.search.service.wire import (
    HEADER,
    REPLY_BYTES,
    REQUEST_BYTES,
    Reply,
    Request,
    TooLong,
    framed,
    length,
    peer,
)

CONNECTIONS, WAITING = 256, 32
"""Open at a time; questions that wait at a time. Who asks beyond gets an error, and goes by words."""
IDLE, SLOW = 600.0, 5.0
"""Seconds without a question, and for the bytes of one."""
log = logging.getLogger(__name__)


class Server:
    """Serves until `run` is cancelled. The socket is its user's alone, and the kernel says who calls."""

    def __init__(self, path: Path, *, threads: int) -> None:
        self._path = path
        self._searches = ThreadPoolExecutor(threads, thread_name_prefix="search")
        self._embedding = ThreadPoolExecutor(1, thread_name_prefix="embed", initializer=be_polite)
        self._open: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def run(self) -> None:
        server = await asyncio.start_unix_server(self._connected, sock=_listening(self._path))
        try:
            async with server:
                self._searches.submit(warm)
                await server.serve_forever()
        finally:
            for connection in self._open:
                connection.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()
            self._searches.shutdown(wait=False, cancel_futures=True)
            self._embedding.shutdown(wait=False, cancel_futures=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected: socket.socket = writer.get_extra_info("socket")
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            if len(self._open) <= CONNECTIONS and peer(connected) in (os.geteuid(), 0):
                await self._serve(reader, writer)
        except (TooLong, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            log.debug("a connection ended: %r", error)
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            header = await asyncio.wait_for(reader.readexactly(HEADER.size), IDLE)
            size = length(header, most=REQUEST_BYTES)
            body = await asyncio.wait_for(reader.readexactly(size), SLOW)
            message = framed(await self._answer(body))
            if len(message) > REPLY_BYTES:
                message = framed(Reply(error="the answer is too long"))
            writer.write(message)
            await asyncio.wait_for(writer.drain(), SLOW)

    async def _answer(self, body: bytes) -> Reply:
        request = understood(body)
        if not isinstance(request, Request):
            return request
        if self._waiting >= WAITING:
            return Reply(error="too many are asking")
        self._waiting += 1
        try:
            threads = self._embedding if request.does == "embed" else self._searches
            return await asyncio.get_running_loop().run_in_executor(threads, answer, request)
        finally:
            self._waiting -= 1


def _listening(path: Path) -> socket.socket:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()  # of one that was killed: we hold the lock
    before = os.umask(0o177)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.setblocking(False)
    return listener
