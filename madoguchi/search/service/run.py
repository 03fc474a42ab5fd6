"""The process of the service, and how others come to ask it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

from madoguchi.ai.queries import models_expected
from madoguchi.search.service.asking import ask
from madoguchi.search.service.client import Client
from madoguchi.search.service.keeper import Keeper
from madoguchi.search.service.place import handed_over, socket_path, take

if TYPE_CHECKING:
    from madoguchi.search.service.server import Server


def ask_the_service(*, own_model: bool = False) -> None:
    """From now on this process holds neither model nor vectors; with `own_model` it does where no service runs."""
    ask(
        Client(
            socket_path(),
            seconds=settings.SEARCH_SERVICE_SECONDS,
            characters=settings.SEARCH_QUERY_CHARACTERS,
        ),
        own_model=own_model,
    )


def keeper(command: Sequence[str]) -> Keeper:
    """Of this machine's service, which `command` starts; none is started where there is no model to hold."""
    return Keeper(socket_path(), command, models_expected)


def serve(*, until_input_ends: bool, lock: int | None = None) -> bool:
    """Be the service until SIGTERM (or the end of the standard input); False where another process is it already.

    `lock`: the descriptor that whoever started this process took. It stays locked until the process is gone: threads
    that still compute hold what they hold, and a second service must not stand beside them.
    """
    path = socket_path()
    held = take(path) if lock is None else handed_over(lock)
    if held is None:
        return False
    from madoguchi.search.service.server import Server  # weight: only this process pays for it

    asyncio.run(_until_told(Server(path, threads=settings.SEARCH_SERVICE_THREADS), until_input_ends))
    return True


async def _until_told(server: Server, until_input_ends: bool) -> None:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    if until_input_ends:
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Ctrl+C is for who started us, and our input ends with him
        loop.add_reader(sys.stdin.fileno(), _gone, ended)
    else:
        loop.add_signal_handler(signal.SIGINT, ended.set)
    serving = asyncio.create_task(server.run())
    waiting = asyncio.create_task(ended.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        serving.result()
    serving.cancel()
    await asyncio.wait({serving})


def _gone(ended: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        ended.set()
