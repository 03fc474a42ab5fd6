"""Mails of all connections that arrived while the last commit ran are kept together. No timers."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.db import close_old_connections

from madoguchi.channel_kit.actions import take_in_many
from madoguchi.channel_kit.contract import Payload
from madoguchi.channels.email.wires.doors import inbox_of

log = logging.getLogger(__name__)
# Batches at a time; more wait, which slows the server down rather than us.
THREADS = 2
UNKNOWN = "550 5.1.1 No such mailbox here"
LATER = "451 4.3.0 Try again later"
Found = TypeVar("Found")


class _Waiting(NamedTuple):
    content: bytes
    recipient: str
    sender: str
    answer: Future[str]


class Intake:
    """The mail door's threads. Each mail asks for one turn, and a turn takes whatever waits by then."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="mail-door")
        # Of its own, so that the question for a mailbox does not wait behind somebody's large mails.
        self._lookups = ThreadPoolExecutor(1, thread_name_prefix="mail-door-lookup")
        self._waiting: deque[_Waiting] = deque()
        self._taking = threading.Lock()

    async def take(self, content: bytes, recipient: str, sender: str) -> str:
        """The answer for one recipient, after the commit."""
        mail = _Waiting(content, recipient, sender, Future())
        self._waiting.append(mail)
        self._pool.submit(self._turn)
        return await asyncio.wrap_future(mail.answer)

    async def run(self, function: Callable[[str], Found], argument: str) -> Found:
        """A look at the database, on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._lookups, _fresh, function, argument)

    def stop(self) -> None:
        """Take in what was handed over, then end."""
        self._pool.shutdown()
        self._lookups.shutdown()

    def _turn(self) -> None:
        batch = self._next()
        if not batch:
            return
        try:
            close_old_connections()
            answers = _keep(batch)
        except Exception:
            log.exception("%s mails could not be kept; their servers will try again", len(batch))
            answers = [LATER] * len(batch)
        for mail, answer in zip(batch, answers, strict=True):
            mail.answer.set_result(answer)

    def _next(self) -> list[_Waiting]:
        """At most MAIL_BATCH mails of MAIL_BATCH_BYTES together; one that is larger goes alone.

        Under the lock: as long as each turn takes at least one of those that wait, no mail is left without a turn.
        """
        batch: list[_Waiting] = []
        room = settings.MAIL_BATCH_BYTES
        with self._taking:
            while self._waiting and len(batch) < settings.MAIL_BATCH:
                room -= len(self._waiting[0].content)
                if batch and room < 0:
                    break
                mail = self._waiting.popleft()
                if mail.answer.set_running_or_notify_cancel():  # else its server hung up, and will try again
                    batch.append(mail)
        return batch


def _keep(batch: list[_Waiting]) -> list[str]:
    boxes = [inbox_of(mail.recipient) for mail in batch]
    rows = iter(
        take_in_many(
            [
                Payload("email", box, mail.content, {"rcpt": mail.recipient, "from": mail.sender})
                for mail, box in zip(batch, boxes, strict=True)
                if box
            ]
        )
    )
    return [f"250 2.0.0 Kept as {next(rows).id}" if box else UNKNOWN for box in boxes]


def _fresh(function: Callable[[str], Found], argument: str) -> Found:
    close_old_connections()
    return function(argument)
