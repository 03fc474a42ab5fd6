"""The many who watch, as a process of its own: `python -m bench.storm.crowd PORT FILE FIRST COUNT`.

Takes one command a line on stdin and answers each with one JSON line: `connect AT_ONCE V` (hello and watch from version
V, at most AT_ONCE still waiting; 0: all of them at once), `beat SECONDS` (heartbeats, each socket one in 20 s),
`drop`, `cpu`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import uvloop

from bench.storm.wire import Wire, connected, framed

WAIT_SECONDS = 300.0
BEAT_SECONDS = 20.0
AGAIN_SECONDS = 0.5


class Crowd:
    def __init__(self, port: int, facts: dict[str, Any], first: int, count: int) -> None:
        self._port, self._facts, self._numbers = port, facts, range(first, first + count)
        self._wires: dict[int, Wire] = {}
        self._done: dict[int, asyncio.Future[None]] = {}
        self._items = self._version = 0
        self._times: list[float] = []
        self._begin = 0.0
        self._retries = 0

    async def connect(self, at_once: int, version: int) -> dict[str, Any]:
        """Ends when each has the answer to its watch; says how many entries came, and when each was caught up."""
        gate = asyncio.Semaphore(at_once or len(self._numbers))
        self._items, self._version, self._times, self._retries = 0, version, [], 0
        self._begin = time.perf_counter()
        await asyncio.wait_for(asyncio.gather(*(self._one(n, gate) for n in self._numbers)), WAIT_SECONDS)
        seconds = time.perf_counter() - self._begin
        times = sorted(self._times)
        return {
            "seconds": seconds,
            "p50": times[len(times) // 2],
            "items": self._items,
            "retries": self._retries,
            "open": self.open(),
        }

    async def _one(self, n: int, gate: asyncio.Semaphore) -> None:
        async with gate:
            while n not in self._wires or self._wires[n].lost:
                self._done[n] = asyncio.get_running_loop().create_future()
                try:
                    self._wires[n] = await connected(self._port, self._wire(n))
                    await self._done[n]
                    return
                except (OSError, ConnectionError):
                    self._retries += 1
                    await asyncio.sleep(AGAIN_SECONDS)

    def _wire(self, n: int) -> Wire:
        hello = f'{{"t":"hello","token":"{self._facts["tokens"][n]}","lang":"ja"}}'
        watch = f'{{"t":"watch","c":"{self._facts["references"][n]}","v":{self._version}}}'
        wire = Wire(self._port, framed(hello.encode()) + framed(watch.encode()), self._heard, number=n)
        wire.ended = self._ended
        return wire

    def _heard(self, wire: Wire, frame: bytes) -> None:
        if frame.startswith(b'{"t":"sync"') and not self._done[wire.number].done():
            self._items += frame.count(b'"m":')
            self._times.append(time.perf_counter() - self._begin)
            self._done[wire.number].set_result(None)

    def _ended(self, wire: Wire) -> None:
        done = self._done[wire.number]
        if not done.done():
            done.set_exception(ConnectionError("closed before it was caught up"))

    async def beat(self, seconds: float) -> dict[str, Any]:
        wires = [wire for wire in self._wires.values() if not wire.lost]
        turn, end = 0, time.perf_counter() + seconds
        step = max(1, round(len(wires) / BEAT_SECONDS / 20))
        while time.perf_counter() < end:
            for wire in wires[turn : turn + step]:
                wire.say(b'{"t":"ping"}')
            turn = (turn + step) % len(wires)
            await asyncio.sleep(0.05)
        return {"open": self.open()}

    async def drop(self) -> dict[str, Any]:
        for wire in self._wires.values():
            wire.transport.abort()
        self._wires.clear()
        await asyncio.sleep(0.1)
        return {"open": 0}

    def open(self) -> int:
        return sum(not wire.lost for wire in self._wires.values())


async def main() -> None:
    port, file, first, count = sys.argv[1:5]
    crowd = Crowd(int(port), json.loads(Path(file).read_text()), int(first), int(count))
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        match line.decode().split():
            case ["connect", at_once, version]:
                said = await crowd.connect(int(at_once), int(version))
            case ["beat", seconds]:
                said = await crowd.beat(float(seconds))
            case ["drop"]:
                said = await crowd.drop()
            case _:
                said = {}
        said["cpu"] = time.process_time()
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
