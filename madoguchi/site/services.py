"""Everything that runs beside requests, in the order in which it starts; it stops in the opposite order."""

from __future__ import annotations

from madoguchi.live import process
from madoguchi.live.broker import Broker
from madoguchi.live.hub import Hub
from madoguchi.site.lifecycle import Service

SOCKETS = "sockets"
# Further services, started after the sockets and so finished before they close (the chat writer), and those that
# start before them and stop after (worker threads and mailbox pollers of an embedded server).
BEFORE_SOCKETS: list[Service] = []
EMBEDDED: list[Service] = []
AFTER_SOCKETS: list[Service] = []


def services(broker: Broker, hub: Hub, *, embedded: bool) -> list[Service]:
    async def start_broker() -> None:
        await broker.start()
        process.use(broker)

    async def stop_broker() -> None:
        await broker.stop()
        process.use(None)

    return [
        Service("broker", start_broker, stop_broker),
        *BEFORE_SOCKETS,
        *(EMBEDDED if embedded else []),
        Service(SOCKETS, hub.start, hub.stop),
        *AFTER_SOCKETS,
    ]
