"""Two hundred people who write: how many messages a second, and how long one takes."""

from __future__ import annotations

import asyncio
import statistics
import time
import uuid
from dataclasses import dataclass

import msgspec

from bench.quick_socket import QuickSocket

TEXT = "Hello, my deposit of 0.25 BTC has not arrived since yesterday evening. Could you look into it, please? No {}"


class Frame(msgspec.Struct):
    t: str
    c: str = ""
    id: str = ""
    v: int = 0


read = msgspec.json.Decoder(Frame).decode


@dataclass
class Line:
    """One conversation: who writes and what still has to arrive of his message."""

    c: str
    sender: QuickSocket
    sent: float = 0.0
    missing: int = 0
    number: int = 0


class Load:
    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}
        self.waits: list[float] = []
        self.done = 0
        self.refused = 0
        self.again = False  # closed loop: the next message when one has arrived

    def say(self, line: Line) -> None:
        line.number += 1
        line.missing = 3  # the acknowledgement and two screens
        line.sent = time.perf_counter()
        frame = {
            "t": "send",
            "id": str(uuid.uuid4()),
            "c": line.c,
            "text": TEXT.format(line.number),
            "files": [],
        }
        line.sender.send(msgspec.json.encode(frame))

    def heard(self, raw: bytes) -> None:
        frame = read(raw)
        if frame.t == "refused":
            self.refused += 1
        if frame.t not in ("ack", "change") or (line := self.lines.get(frame.c)) is None:
            return
        line.missing -= 1
        if line.missing == 0:
            self.waits.append(time.perf_counter() - line.sent)
            self.done += 1
            if self.again:
                self.say(line)


async def measure(
    port: int, tokens: list[str], references: list[str], seconds: float, rate: float
) -> dict[str, float]:
    load = Load()
    for token, c in zip(tokens, references, strict=True):
        sockets = []
        for _ in range(2):
            ready: asyncio.Queue[bytes] = asyncio.Queue()
            one = await QuickSocket.connect(port, ready.put_nowait)
            one.send(msgspec.json.encode({"t": "hello", "token": token, "lang": "en"}))
            await ready.get()
            if not c:
                one.send(
                    msgspec.json.encode({"t": "send", "id": str(uuid.uuid4()), "c": None, "text": "Hello"})
                )
                c = read(await ready.get()).c
            one.send(msgspec.json.encode({"t": "watch", "c": c, "v": 0}))
            while read(await ready.get()).t != "sync":
                pass
            one.heard = load.heard
            sockets.append(one)
        load.lines[c] = Line(c, sockets[0])
    await asyncio.sleep(1)
    fixed = await _fixed(load, seconds, rate)
    closed = await _closed(load, seconds)
    return {**fixed, **closed, "refused": load.refused}


async def _closed(load: Load, seconds: float) -> dict[str, float]:
    load.again = True
    for line in load.lines.values():
        load.say(line)
    await asyncio.sleep(1)
    load.waits.clear()
    begin, before = time.perf_counter(), load.done
    await asyncio.sleep(seconds)
    rate = (load.done - before) / (time.perf_counter() - begin)
    load.again = False
    await asyncio.sleep(1)
    return {"per_second": rate, "closed_p50_ms": _ms(load.waits, 50), "closed_p99_ms": _ms(load.waits, 99)}


async def _fixed(load: Load, seconds: float, rate: float) -> dict[str, float]:
    lines = list(load.lines.values())
    load.waits.clear()
    begin = time.perf_counter()
    number = 0
    while (now := time.perf_counter() - begin) < seconds:
        while number / rate <= now:
            line = lines[number % len(lines)]
            if line.missing <= 0:
                load.say(line)
            number += 1
        await asyncio.sleep(0.001)
    await asyncio.sleep(2)
    return {
        "at_rate": rate,
        "arrived_share": len(load.waits) / number,
        "p50_ms": _ms(load.waits, 50),
        "p99_ms": _ms(load.waits, 99),
    }


def _ms(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] * 1000 if len(values) > 1 else float("nan")
