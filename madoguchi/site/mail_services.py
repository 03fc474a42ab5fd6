"""Mailboxes and the door for mail servers, as parts of a server and of a worker."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from django.conf import settings

from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.site.lifecycle import Service

if TYPE_CHECKING:
    from madoguchi.channels.email.wires.lmtp import MailDoor

log = logging.getLogger(__name__)


def mailboxes() -> Service:
    """Reads every mailbox that no other process reads."""
    running: list[Pollers] = []

    async def start() -> None:
        running.append(Pollers())
        running[0].start()

    async def stop() -> None:
        await asyncio.to_thread(running.pop().stop)

    return Service("mailboxes", start, stop)


def mail_door() -> Service:
    """Listens where LMTP_LISTEN says. Raises RefusedToListen or OSError at the start if it must not or cannot."""
    running: list[MailDoor] = []

    async def start() -> None:
        if not settings.LMTP_LISTEN:
            return
        # weight: aiosmtpd, only where it is used
        from madoguchi.channels.email.wires.lmtp import MailDoor, door_from_settings

        door = door_from_settings()
        if door is not None:
            running.append(MailDoor(door))
            await running[0].start()

    async def stop() -> None:
        if running:
            await running.pop().stop()

    return Service("mail door", start, stop)


class MailBeside:
    """Both in a process without a server (`madoguchi worker`); the door goes to the first that starts."""

    def __init__(self) -> None:
        self._pollers = Pollers()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-door", daemon=True)
        self._door = mail_door()

    def start(self) -> None:
        self._pollers.start()
        self._thread.start()
        try:
            self._on_loop(self._door.start)
        except OSError as error:
            log.warning("the mail door is not opened here: %s", error)

    def stop(self) -> None:
        self._pollers.stop()
        self._on_loop(self._door.stop)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _on_loop(self, function: Callable[[], Awaitable[None]]) -> None:
        async def call() -> None:
            await function()

        asyncio.run_coroutine_threadsafe(call(), self._loop).result(20)
