"""Chat: messages a second until they are durable and on two screens, and how long one takes at 200 a second.

    python -m bench.chat [--seconds 8] [--conversations 200] [--rate 200] [--only product,limit,channels] [--json]

The product with everything on (signed token, permission, shield, outbox of jobs, index, rendering), beside two
references in the same run on the same kind of database file with synchronous=FULL: `limit` (Starlette and the raw
driver with group commit) and `channels` (Django Channels and the ORM). A message counts when the sender has its
acknowledgement, which comes after the commit, and both screens that watch the conversation have it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import uvloop

from bench.quick_socket import QuickSocket

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Hello, my deposit of 0.25 BTC has not arrived since yesterday evening. Could you look into it, please? No {}"
OPEN = {
    "MADOGUCHI_RATE_CHAT": "1000000/1m",
    "MADOGUCHI_RATE_CHAT_OPEN": "1000000/1m",
    "MADOGUCHI_RATE_SESSION": "1000000/1m",
    "MADOGUCHI_LIVE_FRAMES_PER_SECOND": "100000",
    "MADOGUCHI_LIVE_FRAMES_BURST": "100000",
    "MADOGUCHI_LIVE_CONNECTIONS_PER_ADDRESS": "10000",
    "MADOGUCHI_SQLITE_SYNCHRONOUS": "FULL",
    "MADOGUCHI_EMBEDDINGS": "none",  # the demo's articles would be read by the model meanwhile
}


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


@contextlib.contextmanager
def product(home: str) -> Iterator[int]:
    environment = os.environ | OPEN | {"MADOGUCHI_HOME": home, "PYTHONUNBUFFERED": "1"}
    cli = [sys.executable, "-m", "madoguchi.site.cli"]
    for step in ("setup", "demo"):
        subprocess.run([*cli, step], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    port = _free_port()
    command = [*cli, "serve", "--port", str(port)]
    if profile := os.environ.get("BENCH_PROFILE"):
        command = [*profile.split(), *command]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGINT if profile else signal.SIGTERM)
        process.wait(30)


@contextlib.contextmanager
def reference(module: str, home: str) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", f"bench.references.{module}", f"{home}/{module}.sqlite3", str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def session(port: int) -> str:
    body = json.dumps({"inbox": "hoshi-demo", "lang": "en"}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/chat/session", body)
    with urllib.request.urlopen(request) as answer:
        return str(json.load(answer)["token"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def run(name: str, *, conversations: int, seconds: float, rate: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        if name == "product":
            with product(home) as port:
                tokens = [session(port) for _ in range(conversations)]
                return uvloop.run(measure(port, tokens, [""] * conversations, seconds, rate))
        module = {"limit": "limit", "channels": "orm_channels"}[name]
        with reference(module, home) as port:
            named = [f"c{number}" for number in range(conversations)]
            return uvloop.run(measure(port, [""] * conversations, named, seconds, rate))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--only", default="limit,product,channels")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    arguments = parser.parse_args()
    results = {
        name: run(name, conversations=arguments.conversations, seconds=arguments.seconds, rate=arguments.rate)
        for name in arguments.only.split(",")
    }
    if arguments.json:
        print(json.dumps(results))
        return
    for name, result in results.items():
        print(name, {key: round(value, 2) for key, value in result.items()})
    ours = results.get("product")
    for name, result in results.items():
        if ours and name != "product":
            print(f"product / {name}: {ours['per_second'] / result['per_second']:.2f}")


if __name__ == "__main__":
    main()
