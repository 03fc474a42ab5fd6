"""Asking the search service of this machine."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import deque
from dataclasses import replace
from pathlib import Path

import msgspec

from madoguchi.search.contract import Found, Query
from madoguchi.search.service.asking import Away
from madoguchi.search.service.wire import (
    HEADER,
    REPLY_BYTES,
    REQUEST_BYTES,
    Reply,
    Request,
    framed,
    length,
    peer,
    reply_of,
)

KEPT = 8
"""Connections that stay open for the next question."""
REST = 1.0
"""Seconds in which a service that did not answer in time is not asked again."""
CONNECT, EMBED = 0.5, 120.0
"""Seconds."""
log = logging.getLogger(__name__)


class Client:
    """Safe to use from many threads. `seconds` is how long one search may take."""

    def __init__(self, path: Path, *, seconds: float, characters: int) -> None:
        self._path, self._seconds, self._characters = path, seconds, characters
        self._idle: deque[socket.socket] = deque()
        self._rest_until = 0.0
        self._lock = threading.Lock()

    def search(self, query: Query) -> Found:
        """Raises Away; at once while the service rests or is not there."""
        text = query.text[: self._characters].encode("utf-8", "replace").decode()
        reply = self._ask(Request("search", query=replace(query, text=text)), seconds=self._seconds)
        if reply.found is None:
            raise Away("the service answered something else")
        return reply.found

    def embed(self, limit: int) -> int:
        """How many articles got vectors. Raises Away."""
        return self._ask(Request("embed", limit=limit), seconds=EMBED).made

    def _ask(self, request: Request, *, seconds: float) -> Reply:
        if time.monotonic() < self._rest_until:
            raise Away("the service did not answer a moment ago")
        message = framed(request)
        if len(message) > REQUEST_BYTES:
            raise Away("the question is too long for the service")
        try:
            reply = self._exchange(message, seconds)
        except TimeoutError as error:
            self._rest_until = time.monotonic() + REST
            raise Away("the service did not answer in time") from error
        except (OSError, ValueError, msgspec.DecodeError) as error:
            raise Away(f"the service cannot be asked: {error}") from error
        if reply.error:
            raise Away(reply.error)
        return reply

    def _exchange(self, message: bytes, seconds: float) -> Reply:
        """On a connection that is open, or on a new one where that has gone meanwhile."""
        until = time.monotonic() + seconds
        kept = self._kept()
        if kept is not None:
            try:
                return self._on(kept, message, until)
            except TimeoutError:
                raise
            except OSError:
                log.debug("the search service has been started again")
        return self._on(self._connect(), message, until)

    def _on(self, connected: socket.socket, message: bytes, until: float) -> Reply:
        try:
            connected.settimeout(max(0.001, until - time.monotonic()))
            connected.sendall(message)
            size = length(_read(connected, HEADER.size, until), most=REPLY_BYTES)
            reply = reply_of(_read(connected, size, until))
        except BaseException:
            connected.close()
            raise
        with self._lock:
            self._idle.append(connected)
            spare = self._idle.popleft() if len(self._idle) > KEPT else None
        if spare is not None:
            spare.close()
        return reply

    def _kept(self) -> socket.socket | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _connect(self) -> socket.socket:
        connected = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connected.settimeout(CONNECT)
            connected.connect(str(self._path))
            if peer(connected) not in (os.geteuid(), 0):
                raise PermissionError("the socket belongs to another user")
        except BaseException:
            connected.close()
            raise
        return connected


def _read(connected: socket.socket, size: int, until: float) -> bytes:
    found = bytearray()
    while len(found) < size:
        connected.settimeout(max(0.001, until - time.monotonic()))
        some = connected.recv(min(65_536, size - len(found)))
        if not some:
            raise ConnectionError("the service ended")
        found += some
    return bytes(found)
