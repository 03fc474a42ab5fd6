"""Idle sockets: memory each, connects a second, and what a message costs with and without them.

    python bench/sockets.py [--sockets 10000] [--json]

Every socket passes the product's own door: Origin check, hello, proof of who it is, a topic of its own. Visitors bring
a signed token; agents (measured apart, on 200 sockets) a session that is read from the database.
Aims: at most 26 KiB a socket, at least 600 connects a second, a message at most 1.1 times dearer with all of them.
Memory is the server's unique set size (no kernel buffers). Wants `ulimit -n` above the number of sockets.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent
AT_ONCE = 64
MESSAGES = 500
AGENTS = 200


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as home:
        server = start_server(home)
        try:
            result = asyncio.run(measure(server, arguments.sockets))
        finally:
            server.terminate()
            server.wait(30)
    if arguments.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:32} {value}")


def start_server(home: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "MADOGUCHI_HOME": home,
        "MADOGUCHI_LIVE_CONNECTIONS": "30000",
        "MADOGUCHI_LIVE_CONNECTIONS_PER_ADDRESS": "30000",
        "MADOGUCHI_LIVE_FRAMES_PER_SECOND": "100000",
        "MADOGUCHI_LIVE_SILENCE_SECONDS": "600",
        "PYTHONPATH": str(HERE.parent),
    }
    command = [sys.executable, str(HERE / "socket_server.py")]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


async def measure(server: subprocess.Popen[str], sockets: int) -> dict[str, float]:
    assert server.stdout
    port, session, token = server.stdout.readline().split()
    process = psutil.Process(server.pid)
    warm = [await Peer.open(int(port), f"warm{n}", session=session) for n in range(50)]
    cpu, begin = busy(process), time.perf_counter()
    agents = [await Peer.open(int(port), f"agent{n}", session=session) for n in range(AGENTS)]
    agent_seconds, agent_cpu = time.perf_counter() - begin, busy(process) - cpu
    alone = await message_cost(process, warm[0])
    memory, cpu, begin = process.memory_full_info().uss, busy(process), time.perf_counter()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> Peer:
        async with gate:
            return await Peer.open(int(port), str(n), token=token)

    peers = await asyncio.gather(*(one(n) for n in range(sockets)))
    seconds = time.perf_counter() - begin
    connect_cpu = busy(process) - cpu
    await asyncio.sleep(1)
    each = (process.memory_full_info().uss - memory) / sockets / 1024
    cpu = busy(process)
    await asyncio.sleep(5)
    idle = (busy(process) - cpu) / 5 * 100
    among = await message_cost(process, warm[0])
    open_still = sum(not peer.lost for peer in (*peers, *agents, *warm)) - len(agents) - len(warm)
    return {
        "sockets": sockets,
        "open at the end": open_still,
        "KiB each": round(each, 1),
        "connects a second": round(sockets / seconds),
        "CPU ms a connect": round(connect_cpu / sockets * 1000, 2),
        "CPU ms an agent's connect": round(agent_cpu / AGENTS * 1000, 2),
        "agents' connects a second": round(AGENTS / agent_seconds),
        "idle CPU %": round(idle, 2),
        "CPU ms a message, alone": round(alone, 3),
        "CPU ms a message, among them": round(among, 3),
        "ratio": round(among / alone, 2),
    }


async def message_cost(process: psutil.Process, peer: Peer) -> float:
    """CPU milliseconds of the server for a frame in, an announcement, a rendering and a frame out; best of three."""
    best = float("inf")
    for _ in range(3):
        before = busy(process)
        for _ in range(MESSAGES):
            peer.send(b'{"t":"say"}')
            await peer.frame()
        best = min(best, (busy(process) - before) / MESSAGES * 1000)
    return best


def busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


class Peer(asyncio.Protocol):
    """The least that speaks WebSocket: the client must not be what is measured."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[bytes] = asyncio.Queue()
        self.lost = False

    @classmethod
    async def open(cls, port: int, topic: str, *, session: str = "", token: str = "") -> Peer:
        transport, peer = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        peer.transport = transport
        transport.write(
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Cookie: sessionid={session}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0\r\n"
            "Accept-Language: ja,en;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n".encode()
        )
        assert b"101" in (await peer.frame())[:16]
        peer.send(json.dumps({"t": "hello", "lang": "ja", "topic": topic, "token": token}).encode())
        assert b"welcome" in await peer.frame()
        peer.send(b'{"t":"watch"}')
        assert b"sync" in await peer.frame()
        return peer

    def data_received(self, data: bytes) -> None:
        self.got.put_nowait(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        self.got.put_nowait(b"")

    def send(self, payload: bytes) -> None:
        short = len(payload) < 126
        length = [0x80 | len(payload)] if short else [0xFE, *len(payload).to_bytes(2, "big")]
        self.transport.write(bytes([0x81, *length, 0, 0, 0, 0]) + payload)  # a mask of zeros

    async def frame(self) -> bytes:
        return await asyncio.wait_for(self.got.get(), 30)


if __name__ == "__main__":
    main()
