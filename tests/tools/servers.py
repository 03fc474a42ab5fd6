"""Real servers for a test run: PostgreSQL and Redis in a folder of their own, on free ports, gone afterwards."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import patience

_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on and that this process was not given before, below the range clients get theirs
    from. Random, so that parallel processes seldom want the same.
    """
    for _ in range(200):
        port = random.randint(20_000, 32_000)
        if port in _given:
            continue
        with socket.socket() as taker:
            try:
                taker.bind(("127.0.0.1", port))
            except OSError:
                continue
        _given.add(port)
        return port
    raise RuntimeError("no free port")


def wait_for_port(port: int, *, seconds: float = patience.SECONDS) -> None:
    """Return once something listens; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")


def postgresql_program(name: str) -> str:
    """The path of a program of the newest PostgreSQL here."""
    return str(sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1] / name)


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL cluster; yields its URL without a database name, ending in a slash.

    `durable`: what is committed is on disk, as in production; tests need not wait for that.
    """
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-pg-"))
    port = free_port()
    as_postgres: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    data = folder / "data"
    init = [
        postgresql_program("initdb"),
        "-D",
        str(data),
        "-U",
        "madoguchi",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*as_postgres, *init], check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": str(folder),
        "max_connections": 200,
        "shared_buffers": "128MB",
    } | ({} if durable else {"fsync": "off", "full_page_writes": "off"})
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [*as_postgres, postgresql_program("postgres"), "-D", str(data), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("w") if os.geteuid() != 0 else subprocess.DEVNULL,
        cwd="/",
    )
    try:
        _wait_for_postgresql(port)
        yield f"postgresql://madoguchi@127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(patience.SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for_postgresql(port: int) -> None:
    """It listens before it lets anybody in."""
    wait_for_port(port)
    ask = [postgresql_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(500):
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.02)
    raise TimeoutError("PostgreSQL does not become ready")


@contextmanager
def redis() -> Iterator[str]:
    """A Redis server without persistence; yields its URL."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
    try:
        wait_for_port(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(patience.SECONDS)
