"""Those who talk while the crowd watches: a visitor and an agent a pair, each with the conversation on screen."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from uuid import uuid4

from bench.storm.wire import Wire, connected, framed

WAIT_SECONDS = 30.0


class Pair:
    def __init__(self, port: int, facts: dict[str, Any], number: int) -> None:
        self._port, self._number = port, number
        self._token, self._session = facts["tokens"][number], facts["session"]
        self.reference: str = facts["references"][number]
        self._sent: dict[str, float] = {}
        self._unseen: dict[str, float] = {}
        self._ready: list[asyncio.Future[None]] = []
        self.acknowledged: list[float] = []
        self.shown: list[float] = []

    async def open(self) -> None:
        watch = framed(json.dumps({"t": "watch", "c": self.reference, "v": 0}).encode())
        hello = framed(json.dumps({"t": "hello", "token": self._token, "lang": "ja"}).encode())
        self._ready = [asyncio.get_running_loop().create_future() for _ in range(2)]
        self._visitor = await connected(self._port, Wire(self._port, hello + watch, self._customer_heard))
        desk = framed(b'{"t":"hello","lang":"en"}') + watch
        self._agent = await connected(
            self._port, Wire(self._port, desk, self._agent_heard, cookie=self._session)
        )
        await asyncio.wait_for(asyncio.gather(*self._ready), WAIT_SECONDS)

    def say(self) -> None:
        id = str(uuid4())
        self._sent[id] = self._unseen[id] = time.perf_counter()
        frame = {
            "t": "send",
            "id": id,
            "c": self.reference,
            "text": f"Is there any news of my withdrawal? {id}",
        }
        self._visitor.say(json.dumps(frame).encode())

    def _customer_heard(self, wire: Wire, frame: bytes) -> None:
        kind = json.loads(frame)
        if kind["t"] == "sync":
            self._settle(0)
        elif kind["t"] == "ack":
            self.acknowledged.append(time.perf_counter() - self._sent.pop(kind["id"]))

    def _agent_heard(self, wire: Wire, frame: bytes) -> None:
        if frame.startswith(b'{"t":"change"'):
            now, text = time.perf_counter(), frame.decode()
            for id in [id for id in self._unseen if id in text]:
                self.shown.append(now - self._unseen.pop(id))
        elif b'"t":"sync"' in frame[:20]:
            self._settle(1)

    def _settle(self, side: int) -> None:
        if not self._ready[side].done():
            self._ready[side].set_result(None)

    def ping(self) -> None:
        self._visitor.say(b'{"t":"ping"}')
        self._agent.say(b'{"t":"ping"}')


async def talk(pairs: list[Pair], *, rate: float, seconds: float) -> tuple[int, list[float]]:
    """`rate` messages a second over all pairs, whether or not the answers keep up; how many, and the seconds from
    each send to the agent's screen. Raises RuntimeError if some are not acknowledged and shown in time."""
    for pair in pairs:
        pair.shown, pair.acknowledged = [], []
    begin, count = time.perf_counter(), round(rate * seconds)
    for n in range(count):
        if (early := begin + n / rate - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        pairs[n % len(pairs)].say()
    return count, await arrivals(pairs, count)


async def arrivals(pairs: list[Pair], count: int) -> list[float]:
    end = time.perf_counter() + WAIT_SECONDS
    while time.perf_counter() < end:
        shown = [took for pair in pairs for took in pair.shown]
        if len(shown) == count == sum(len(pair.acknowledged) for pair in pairs):
            return shown
        await asyncio.sleep(0.02)
    raise RuntimeError(f"{count} messages were sent, {len(shown)} of them shown")
