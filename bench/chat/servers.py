"""The servers that are measured, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.kept import installation
from tests.tools.servers import free_port, wait_for_port

ROOT = Path(__file__).resolve().parents[2]
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


@contextlib.contextmanager
def product(home: str, server: str, *, name: str = "product") -> Iterator[int]:
    """`server`: the URL of a PostgreSQL without a database name, or "" for SQLite; `name` is the database's there.
    Yields the port."""
    installation(Path(home) / "product", server=server, name=name)
    environment = (
        os.environ
        | OPEN
        | {
            "MADOGUCHI_HOME": f"{home}/product",
            "DATABASE_URL": server and f"{server}{name}",
            "REDIS_URL": "",
        }
    )
    cli = [sys.executable, "-m", "madoguchi.site.cli"]
    port = free_port()
    command = [*cli, "serve", "--port", str(port)]
    if profile := os.environ.get("BENCH_PROFILE"):
        command = [*profile.split(), *command]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port, seconds=30)
        yield port
    finally:
        process.send_signal(signal.SIGINT if profile else signal.SIGTERM)
        process.wait(30)


@contextlib.contextmanager
def reference(module: str, place: str) -> Iterator[int]:
    """`place`: the file or the URL of its database. Yields the port."""
    port = free_port()
    command = [sys.executable, "-m", f"bench.references.{module}", place, str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_for_port(port, seconds=30)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def session(port: int) -> str:
    body = json.dumps({"inbox": "hoshi-demo", "lang": "en"}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/chat/session", body)
    with urllib.request.urlopen(request) as answer:
        return str(json.load(answer)["token"])
