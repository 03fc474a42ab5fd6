"""The one broker of this process: the server's own, or a small one for workers and commands that only announce."""

from __future__ import annotations

import asyncio
import atexit
import threading
from typing import TYPE_CHECKING

from madoguchi.live.broker import Broker, choose_broker

if TYPE_CHECKING:  # the hub announces, and so knows this module
    from madoguchi.live.hub import Hub

_lock = threading.Lock()
_broker: Broker | None = None
_hub: Hub | None = None
_FLUSH_SECONDS = 6


def use(broker: Broker | None) -> None:
    """Called by the server with its broker when it starts, and with None when it has stopped."""
    global _broker
    with _lock:
        _broker = broker


def serve(hub: Hub) -> None:
    """Called once by a server process with the hub of its sockets."""
    global _hub
    _hub = hub


def hub() -> Hub:
    """The hub of this process, for the frame handlers. Raises RuntimeError outside a server."""
    if _hub is None:
        raise RuntimeError("this process serves no sockets")
    return _hub


def broker() -> Broker:
    """The broker to announce with. Outside a server a thread is started for it on first use, where one is needed."""
    global _broker
    if _broker is None:
        with _lock:
            if _broker is None:
                _broker = _announcing_broker()
    return _broker


def _announcing_broker() -> Broker:
    made = choose_broker(listen=False)
    if made.needs_loop:
        loop = asyncio.new_event_loop()
        threading.Thread(target=loop.run_forever, name="live-announcer", daemon=True).start()
        asyncio.run_coroutine_threadsafe(made.start(), loop).result()
        atexit.register(lambda: asyncio.run_coroutine_threadsafe(made.stop(), loop).result(_FLUSH_SECONDS))
    return made
