"""uvicorn as we run it, and its orderly end."""

from __future__ import annotations

import gc
import signal
import socket
from types import FrameType
from typing import Any

import click
import uvicorn
from django.conf import settings

from madoguchi.live.wire.protocol import HttpProtocol
from madoguchi.site.lifecycle import LIFECYCLE
from madoguchi.site.services import SOCKETS

KEEP_ALIVE_SECONDS = 30
BACKLOG = 2048
GRACEFUL_SECONDS = 20
# New objects between two collections: with thousands of sockets every full one holds all of them up.
COLLECT_AFTER = 10_000
# A peer that acknowledges nothing for so long is cut by the kernel, which also ends sockets that never read.
PEER_DEAD_MILLISECONDS = 60_000


class Server(uvicorn.Server):
    """On SIGTERM: no new connections; what was taken in is committed and acknowledged; sockets close with 1012;
    requests end; then jobs and the broker."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """What the program itself is made of is never garbage: a collection looks only at what came after it."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECT_AFTER, 20, 20)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ends with status 0 after SIGTERM, which is how operators stop us; a second Ctrl+C waits for nothing."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await LIFECYCLE.stop(through=SOCKETS)
        await super().shutdown(sockets)


def server_config(app: Any, *, host: str, port: int, workers: int = 1) -> uvicorn.Config:
    """Per-message deflate off: it more than doubles the memory of an idle socket. Heartbeats are our own."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http=HttpProtocol,
        ws="websockets-sansio",
        ws_max_size=settings.LIVE_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        ws_ping_timeout=None,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


def listening_socket(host: str, port: int) -> socket.socket:
    """Raises click.ClickException, in plain words, where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PEER_DEAD_MILLISECONDS)
    try:
        listener.bind((host.strip("[]"), port))
        listener.listen(BACKLOG)  # who comes while we start waits instead of being refused
    except OSError as error:
        listener.close()
        raise click.ClickException(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
    listener.set_inheritable(True)
    return listener
