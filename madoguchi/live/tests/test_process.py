"""Announcing from a process without a server: a worker, a command. It arrives, and nobody waits for a broker."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time

import msgspec

from madoguchi.live.broker.postgres import PostgresBroker
from madoguchi.live.broker.redis import RedisBroker
from tests import patience

WORKER = """
import django
django.setup()
from madoguchi.live.actions import announce
for n in range(100):
    announce("story:1", {"n": n})
"""


def run_worker(**environment: str) -> float:
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    kept |= {"DJANGO_SETTINGS_MODULE": "madoguchi.site.settings", **environment}
    begin = time.monotonic()
    subprocess.run([sys.executable, "-c", WORKER], env=kept, check=True, timeout=patience.COMMAND)
    return time.monotonic() - begin


def test_what_a_worker_announces_reaches_the_server_in_order(redis_server, postgres_server):
    async def story() -> None:
        for broker, variable in (
            (RedisBroker(redis_server.url), {"REDIS_URL": redis_server.url}),
            (PostgresBroker(postgres_server.conninfo), {"DATABASE_URL": postgres_server.url}),
        ):
            got: list[int] = []
            await broker.start()
            async with asyncio.timeout(patience.SECONDS):
                while not broker.ready():
                    await asyncio.sleep(0.01)
            broker.subscribe(
                "story:1", lambda topic, payload, got=got: got.append(msgspec.json.decode(payload)["n"])
            )
            await asyncio.to_thread(run_worker, **variable)
            async with asyncio.timeout(patience.SECONDS):
                while len(got) < 100:
                    await asyncio.sleep(0.01)
            await broker.stop()
            assert got == list(range(100))

    asyncio.run(story())


def test_without_a_broker_between_processes_nothing_is_tried(tmp_path):
    run_worker(MADOGUCHI_HOME=str(tmp_path))


def test_a_broker_that_is_away_does_not_keep_a_command_from_ending():
    assert run_worker(REDIS_URL="redis://127.0.0.1:1/0") < 40
