"""One reading for all who asked while the last one ran: no timers, and one thread however many come at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class Together(Generic[Q, A]):
    """`read` answers a list of questions in their order, on a thread of `in_thread`; `at_most` are read at once.

    One question is a batch of one. When a batch fails, each of its questions is read alone, so that nobody can spoil
    the answers of others.
    """

    def __init__(
        self,
        read: Callable[[Sequence[Q]], Sequence[A]],
        *,
        in_thread: Callable[..., Awaitable[Any]],
        at_most: int,
    ) -> None:
        self._read, self._in_thread, self._at_most = read, in_thread, at_most
        self._waiting: deque[tuple[Q, asyncio.Future[A]]] = deque()
        self._running: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """The answer to this one question. Raises what reading it raised."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._run())
        return await answer

    async def _run(self) -> None:
        try:
            while self._waiting:
                size = min(len(self._waiting), self._at_most)
                await self._answer([self._waiting.popleft() for _ in range(size)])
        finally:
            self._running = None

    async def _answer(self, batch: list[tuple[Q, asyncio.Future[A]]]) -> None:
        batch = [
            (question, answer) for question, answer in batch if not answer.done()
        ]  # who has gone asks no more
        if not batch:
            return
        try:
            found = await self._in_thread(self._read, [question for question, _ in batch])
        except Exception as error:
            if len(batch) > 1:
                for one in batch:
                    await self._answer([one])
            elif not batch[0][1].done():
                batch[0][1].set_exception(error)
            return
        for (_, answer), said in zip(batch, found, strict=True):
            if not answer.done():
                answer.set_result(said)
