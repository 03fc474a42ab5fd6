"""Redis or Valkey pub/sub: one channel, a pipeline per batch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

from redis.asyncio import Redis

from madoguchi.live.broker.remote import RemoteBroker

CONNECT_SECONDS = 5.0


class RedisBroker(RemoteBroker):
    def __init__(
        self, url: str, *, channel: str = "madoguchi:live", heartbeat: float = 10.0, listen: bool = True
    ) -> None:
        super().__init__(heartbeat=heartbeat, listen=listen)
        self._channel = channel
        # A fresh connection per failure: the repeat loop above decides when to try again, not the driver.
        self._redis = Redis.from_url(
            url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=CONNECT_SECONDS, socket_keepalive=True
        )

    async def _send(self, envelopes: list[bytes]) -> None:
        async with self._redis.pipeline(transaction=False) as pipeline:
            for envelope in envelopes:
                pipeline.publish(self._channel, envelope)
            await pipeline.execute()

    async def _receive(self) -> AsyncIterator[bytes]:
        async with aclosing(self._redis.pubsub()) as pubsub:
            await pubsub.subscribe(self._channel)
            while True:
                async with asyncio.timeout(self.heartbeat * 3):
                    message = await pubsub.get_message(timeout=self.heartbeat * 3)
                if message is None:
                    continue
                if message["type"] == "subscribe":
                    yield b""
                elif message["type"] == "message":
                    yield message["data"]

    async def _disconnect(self) -> None:
        await self._redis.aclose()
