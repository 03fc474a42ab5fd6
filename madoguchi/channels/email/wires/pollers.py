"""One thread a mailbox, so that a slow or broken one delays no other; inboxes come and go while we run."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from uuid import UUID

from django.db import close_old_connections, connection

from madoguchi.channels.email.wires.imap import Poller
from madoguchi.inbox.queries import inboxes_of_channel

log = logging.getLogger(__name__)

LOOK_SECONDS = 20.0
STOP_SECONDS = 15.0


class Pollers:
    """Started and stopped with the process. A change to an inbox's server restarts its thread."""

    def __init__(self) -> None:
        self.holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._ended = threading.Event()
        self._running: dict[UUID, tuple[str, Poller]] = {}
        self._thread = threading.Thread(target=self._watch, name="mailboxes", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> bool:
        """End all threads; False if one still waits for its server. A lease that is not given back ends by itself."""
        self._ended.set()
        self._thread.join(STOP_SECONDS)
        pollers = [poller for _, poller in self._running.values()]
        for poller in pollers:
            poller.stop()
        end = time.monotonic() + STOP_SECONDS
        for poller in pollers:
            poller.join(max(0.0, end - time.monotonic()))
        return not any(poller.is_alive() for poller in pollers)

    def _watch(self) -> None:
        while not self._ended.is_set():
            try:
                close_old_connections()
                self._match()
            except Exception:
                log.exception("the list of mailboxes could not be read")
            self._ended.wait(LOOK_SECONDS)
        connection.close()

    def _match(self) -> None:
        wanted = {
            box.id: repr((box.address, box.settings.get("imap"), box.secrets))
            for box in inboxes_of_channel("email")
            if box.settings.get("imap")
        }
        for inbox_id, (kind, poller) in list(self._running.items()):
            if wanted.get(inbox_id) != kind:
                poller.stop()
                poller.join(STOP_SECONDS)
                del self._running[inbox_id]
            elif not poller.is_alive():
                del self._running[inbox_id]
        for inbox_id, kind in wanted.items():
            if inbox_id not in self._running:
                poller = Poller(inbox_id, holder=self.holder)
                self._running[inbox_id] = (kind, poller)
                poller.start()
