"""What the rest of the product may say to screens: from any thread, any process, after the commit."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import msgspec

from madoguchi.live import process

CONTROL = "~kernel"  # a topic that every serving process hears


class SignOut(msgspec.Struct):
    key: str


def announce(topic: str, payload: dict[str, Any] | msgspec.Struct) -> None:
    """Tell all who watch `topic`; `payload` is what its renderer needs to know, JSON-able; a struct
    is frozen and reaches the renderers of this process as it is.

    Call it after the commit (`transaction.on_commit`): a client that is told asks for what is stored. Ordered per
    process. Returns at once; a broker that is away is waited for elsewhere.
    """
    broker = process.broker()
    if broker.wants(topic):
        broker.announce(topic, payload)


def together() -> AbstractContextManager[None]:
    """What this thread announces inside is heard when it ends, in one turn of the server's loop."""
    return process.broker().together()


def sign_out(key: str) -> None:
    """Close every socket of the person with this viewer key (4401), in every process."""
    process.broker().publish(CONTROL, msgspec.json.encode(SignOut(key)))
