"""Announcements arrive in order and whole, over each broker, and a broken broker is noticed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager

import msgspec
import pytest

from madoguchi.live.broker import Broker, LocalBroker
from madoguchi.live.broker.postgres import Joiner, PostgresBroker, split
from madoguchi.live.broker.redis import RedisBroker
from tests import patience

MESSAGES = 10_000


@pytest.fixture(params=["local", "redis", "postgres"])
def make_broker(request: pytest.FixtureRequest) -> Callable[[], Broker]:
    if request.param == "local":
        return LocalBroker
    if request.param == "redis":
        url = request.getfixturevalue("redis_server").url
        return lambda: RedisBroker(url, heartbeat=0.5)
    conninfo = request.getfixturevalue("postgres_server").conninfo
    return lambda: PostgresBroker(conninfo, heartbeat=0.5)


@asynccontextmanager
async def started(*brokers: Broker):
    for broker in brokers:
        await broker.start()
    async with asyncio.timeout(patience.SECONDS):
        while not all(broker.ready() for broker in brokers):
            await asyncio.sleep(0.01)
    yield
    for broker in brokers:
        await broker.stop()


def test_ten_thousand_announcements_from_another_thread_arrive_in_order(make_broker):
    async def story() -> None:
        ada, otto = make_broker(), None
        otto = ada if isinstance(ada, LocalBroker) else make_broker()
        got: list[int] = []
        elsewhere: list[str] = []
        done = asyncio.Event()

        def arrived(topic: str, payload: bytes) -> None:
            got.append(msgspec.json.decode(payload)["n"])
            if len(got) == MESSAGES:
                done.set()

        async with started(*{ada, otto}):
            otto.subscribe("story:1", arrived)
            otto.subscribe("story:2", lambda topic, payload: elsewhere.append(topic))
            resyncs: list[bool] = []
            otto.on_resync(lambda: resyncs.append(True))

            def write() -> None:
                for n in range(MESSAGES):
                    ada.publish("story:1", msgspec.json.encode({"n": n, "text": "こんにちは" * 20}))

            threading.Thread(target=write).start()
            await asyncio.wait_for(done.wait(), 90)
        assert got == list(range(MESSAGES))
        assert elsewhere == []
        assert resyncs == []

    asyncio.run(story())


def test_a_large_announcement_arrives_whole_among_small_ones(make_broker):
    async def story() -> None:
        broker = make_broker()
        large = {"text": "窓口" * 40_000}
        got: list[object] = []
        async with started(broker):
            broker.subscribe("story:1", lambda topic, payload: got.append(msgspec.json.decode(payload)))
            for payload in ({"n": 1}, large, {"n": 2}, large, large):
                broker.publish("story:1", msgspec.json.encode(payload))
            async with asyncio.timeout(patience.SECONDS):
                while len(got) < 5:
                    await asyncio.sleep(0.01)
        assert got == [{"n": 1}, large, {"n": 2}, large, large]

    asyncio.run(story())


def test_one_failing_subscriber_costs_the_others_nothing(make_broker):
    async def story() -> None:
        broker = make_broker()
        got: list[bytes] = []

        def fails(topic: str, payload: bytes) -> None:
            raise RuntimeError("a fault")

        async with started(broker):
            broker.subscribe("story:1", fails)
            broker.subscribe("story:1", lambda topic, payload: got.append(payload))
            broker.publish("story:1", b"{}")
            async with asyncio.timeout(patience.SECONDS):
                while not got:
                    await asyncio.sleep(0.01)
            broker.unsubscribe("story:1", fails)
        assert got == [b"{}"]

    asyncio.run(story())


@pytest.mark.parametrize("kind", ["redis", "postgres"])
def test_a_restarted_broker_delivers_again_and_says_that_something_may_be_missing(kind, request):
    server = request.getfixturevalue(f"{kind}_server")

    async def story() -> None:
        make = {
            "redis": lambda: RedisBroker(server.url, heartbeat=0.3),
            "postgres": lambda: PostgresBroker(server.conninfo, heartbeat=0.3),
        }[kind]
        broker = make()
        got: list[int] = []
        resynced = asyncio.Event()
        async with started(broker):
            broker.subscribe("story:1", lambda topic, payload: got.append(msgspec.json.decode(payload)))
            broker.on_resync(resynced.set)
            await asyncio.to_thread(server.stop)
            broker.publish("story:1", b"1")
            async with asyncio.timeout(patience.SECONDS):
                while broker.ready():
                    await asyncio.sleep(0.01)
            assert not resynced.is_set()
            await asyncio.to_thread(server.start)
            await asyncio.wait_for(resynced.wait(), patience.SECONDS)
            broker.publish("story:1", b"2")
            async with asyncio.timeout(patience.SECONDS):
                while 2 not in got:
                    await asyncio.sleep(0.01)
        assert got in ([1, 2], [2])  # what was published meanwhile is sent late or caught up, never doubled

    asyncio.run(story())


def test_what_is_queued_when_a_process_ends_is_still_sent(redis_server):
    async def story() -> None:
        reader, writer = RedisBroker(redis_server.url), RedisBroker(redis_server.url, listen=False)
        got: list[int] = []
        async with started(reader):
            reader.subscribe("story:1", lambda topic, payload: got.append(msgspec.json.decode(payload)))
            await writer.start()
            for n in range(1_000):
                writer.publish("story:1", str(n).encode())
            await writer.stop()
            async with asyncio.timeout(patience.SECONDS):
                while len(got) < 1_000:
                    await asyncio.sleep(0.01)
        assert got == list(range(1_000))

    asyncio.run(story())


def test_parts_are_small_valid_text_and_a_missed_start_is_dropped():
    envelope = ("é窓🙂" * 5_000).encode()
    parts = split(envelope)
    assert len(parts) > 1
    assert all(len(part.encode()) < 8_000 for part in parts)
    assert len(set(parts)) == len(parts)
    whole = Joiner()
    assert [whole.add(7, part) for part in parts][-1] == envelope
    late = Joiner()
    assert all(late.add(7, part) is None for part in parts[1:])
    assert [late.add(7, part) for part in parts][-1] == envelope


def test_what_a_thread_says_together_is_heard_when_it_is_done(make_broker):
    async def story() -> None:
        broker = make_broker()
        heard: list[str] = []
        loop = asyncio.get_running_loop()

        def stumble() -> None:
            with broker.together():
                broker.publish("story:1", b'"third"')
                raise ZeroDivisionError

        def talk() -> None:
            with broker.together():
                broker.publish("story:1", b'"first"')
                broker.publish("story:1", b'"second"')
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
                assert heard == []
                # Another thread is not held back, and takes along what waits before it.
                other = threading.Thread(target=broker.publish, args=("story:2", b'"other"'))
                other.start()
                other.join()
            with pytest.raises(ZeroDivisionError):
                stumble()
            broker.publish("story:1", b'"fourth"')

        async with started(broker):
            for topic in ("story:1", "story:2"):
                broker.subscribe(topic, lambda topic, payload: heard.append(msgspec.json.decode(payload)))
            await asyncio.sleep(0)
            await asyncio.to_thread(talk)
            async with asyncio.timeout(patience.SECONDS):
                while len(heard) < 5:
                    await asyncio.sleep(0.01)
        assert heard == ["first", "second", "other", "third", "fourth"]

    asyncio.run(story())
