"""Somebody on the line between us and a server: hears everything, and may take STARTTLS out of what the server says."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests import patience


class Eavesdropper:
    def __init__(self, port: int, *, strips: bool) -> None:
        self._to = port
        self._strips = strips
        self._heard = bytearray()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.connections = 0

    def heard(self, secret: str) -> bool:
        """Whether it went by in the clear, as it is or in base 64 at any offset."""
        said = bytes(self._heard)
        forms = [
            base64.b64encode(b"\0" * shift + secret.encode())[4 if shift else 0 : -4] for shift in range(3)
        ]
        return any(form in said for form in [secret.encode(), *forms] if form)

    def commands(self) -> str:
        """What was said to the server that can be read."""
        return bytes(self._heard).decode("ascii", "replace").upper()

    def listens(self) -> None:
        while True:
            try:
                ours, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            theirs = socket.create_connection(("127.0.0.1", self._to), timeout=patience.SECONDS)
            for source, target, inward in ((ours, theirs, True), (theirs, ours, False)):
                threading.Thread(target=self._carries, args=(source, target, inward), daemon=True).start()

    def _carries(self, source: socket.socket, target: socket.socket, inward: bool) -> None:
        try:
            while data := source.recv(65_536):
                if inward:
                    self._heard += data
                elif self._strips:
                    data = data.replace(b"STARTTLS", b"XSTARTXX")
                target.sendall(data)
        except OSError:
            pass
        finally:
            for each in (source, target):
                each.close()

    def goes(self) -> None:
        self._listener.close()


@contextmanager
def eavesdropper(port: int, *, strips: bool = False) -> Iterator[Eavesdropper]:
    somebody = Eavesdropper(port, strips=strips)
    threading.Thread(target=somebody.listens, daemon=True).start()
    try:
        yield somebody
    finally:
        somebody.goes()
