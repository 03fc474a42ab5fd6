"""Everything that runs beside requests, in the order in which it starts; it stops in the opposite order."""

from __future__ import annotations

import asyncio

from madoguchi.core.checkpoints import Checkpoints
from madoguchi.inbox.writer import WRITER
from madoguchi.jobs.worker import Worker
from madoguchi.live import process
from madoguchi.live.broker import Broker
from madoguchi.live.hub import Hub
from madoguchi.portal.help.kept.tally import TALLY
from madoguchi.site.lifecycle import Service
from madoguchi.site.pool import in_thread
from madoguchi.site.readiness import CHECKS
from madoguchi.site.warm_up import warm_up

SOCKETS = "sockets"
# STARTUP: what every server process needs; it starts after the sockets, so it is finished before they close (the
# chat writer acknowledges all it took). EMBEDDED: what `serve` runs besides (mailboxes, the
# mail door); the wiring fills it in.
STARTUP: list[Service] = [Service("chat writer", WRITER.start, WRITER.stop)]
EMBEDDED: list[Service] = []


def services(broker: Broker, hub: Hub, *, embedded: bool) -> list[Service]:
    async def start_broker() -> None:
        await broker.start()
        process.use(broker)

    async def stop_broker() -> None:
        await broker.stop()
        process.use(None)

    return [
        _checkpoints(),
        Service("broker", start_broker, stop_broker),
        *([_jobs(), *EMBEDDED, warm_up()] if embedded else []),
        Service(SOCKETS, hub.start, hub.stop),
        *STARTUP,
        Service("readings", _nothing, _store_readings),
    ]


async def _nothing() -> None:
    return None


async def _store_readings() -> None:
    await in_thread(TALLY.store)


def _checkpoints() -> Service:
    checkpoints = Checkpoints()
    return Service("checkpoints", checkpoints.start, checkpoints.stop)


def _jobs() -> Service:
    worker: list[Worker] = []

    async def start() -> None:
        worker.append(Worker())
        await asyncio.to_thread(worker[0].start)
        CHECKS["jobs"] = lambda: "" if worker[0].is_alive() else "no job is being taken"

    async def stop() -> None:
        CHECKS.pop("jobs", None)
        await asyncio.to_thread(worker.pop().stop)

    return Service("jobs", start, stop)
