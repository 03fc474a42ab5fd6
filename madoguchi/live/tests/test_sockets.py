"""The /live door over a real server: who gets in, what they hear, and how bad guests are treated."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from madoguchi.live.limits import Limits
from madoguchi.live.tests.stage import hear, say, stage, to_the_end, until
from tests import patience


def test_a_change_is_rendered_once_per_language_and_a_note_stays_inside():
    async def story() -> None:
        async with (
            stage() as s,
            s.visit("agent:ada", lang="en") as ada,
            s.visit("agent:otto", lang="en") as otto,
            s.visit("customer:yuki", lang="ja") as yuki,
            s.visit("customer:kim", lang="ko") as kim,
        ):
            for ws in (ada, otto, yuki):
                await say(ws, t="watch", c="A1")
                assert (await hear(ws))["t"] == "sync"
            s.announce("story:A1", {"t": "change", "v": 1, "note": True})
            s.announce("story:A1", {"t": "change", "v": 2})
            assert [(await hear(ada))["v"] for _ in range(2)] == [1, 2]
            assert [(await hear(otto))["v"] for _ in range(2)] == [1, 2]
            assert await hear(yuki) == {"t": "change", "v": 2, "lang": "ja"}
            assert sorted(s.renderings) == [("agent", "en"), ("agent", "en"), ("customer", "ja")]
            await say(kim, t="ping")
            assert await hear(kim) == {"t": "pong"}  # nothing of the conversation came first

    asyncio.run(story())


def test_ten_thousand_changes_reach_two_screens_without_a_gap():
    async def story() -> None:
        async with stage() as s, s.visit("agent:ada") as ada, s.visit("customer:kim") as kim:
            for ws in (ada, kim):
                await say(ws, t="watch", c="A1")
                await hear(ws)

            async def all_versions(ws) -> list[int]:
                return [(await hear(ws))["v"] for _ in range(10_000)]

            async def announce() -> None:
                for v in range(10_000):
                    s.announce("story:A1", {"t": "change", "v": v})
                    if v % 100 == 99:
                        await asyncio.sleep(0.005)

            seen = await asyncio.gather(all_versions(ada), all_versions(kim), announce())
            assert seen[0] == seen[1] == list(range(10_000))

    asyncio.run(story())


def test_a_reader_who_does_not_read_is_dropped_and_the_other_notices_nothing():
    async def story() -> None:
        async with (
            stage() as s,
            s.visit("customer:mallory", max_queue=1) as mallory,
            s.visit("customer:kim") as kim,
        ):
            for ws in (mallory, kim):
                await say(ws, t="watch", c="A1")
                await hear(ws)
            mallory.transport.pause_reading()
            text = "x" * 20_000
            for v in range(2_000):
                s.announce("story:A1", {"t": "change", "v": v, "text": text})
                assert (await hear(kim))["v"] == v
            mallory.transport.resume_reading()
            frames, code = await to_the_end(mallory)
            assert code == 1013
            assert len(frames) < 1_999
            async with s.visit("customer:mallory") as back:  # and may come again
                await say(back, t="ping")
                assert await hear(back) == {"t": "pong"}

    asyncio.run(story())


def test_a_foreign_page_is_refused_an_embedding_one_gets_no_session():
    async def story() -> None:
        async with stage() as s:
            for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "garbage:["):
                with pytest.raises(InvalidStatus) as refused:
                    async with connect(s.url, origin=origin):
                        pass
                assert refused.value.response.status_code == 403
            cookie = {"Cookie": "sessionid=stolen"}
            own = s.url.replace("ws://", "http://").removesuffix("/live")
            for origin, welcome in ((own, True), ("https://exchange.example", False), (None, False)):
                async with connect(s.url, origin=origin, additional_headers=cookie) as ws:
                    await say(ws, t="hello", token="cookie:")
                    if welcome:
                        assert await hear(ws) == {"t": "welcome"}
                    else:
                        with pytest.raises(ConnectionClosed) as closed:
                            await hear(ws)
                        assert closed.value.rcvd.code == 4401

    asyncio.run(story())


@pytest.mark.parametrize(
    "first", ['{"t":"hello","token":"nobody:1"}', '{"t":"watch","c":"A1"}', "{", "[]", '"x"']
)
def test_whoever_does_not_say_a_good_hello_is_not_let_in(first):
    async def story() -> None:
        async with stage() as s, connect(s.url) as ws:
            await ws.send(first)
            with pytest.raises(ConnectionClosed) as closed:
                await hear(ws)
            assert closed.value.rcvd.code == 4401
            assert s.heard == []

    asyncio.run(story())


def test_silence_ends_a_socket_and_so_does_a_missing_hello():
    async def story() -> None:
        limits = Limits(sweep_seconds=0.02, hello_seconds=0.2, silence_seconds=0.6)
        async with stage(limits=limits) as s, connect(s.url) as mute, s.visit("customer:kim") as kim:
            with pytest.raises(ConnectionClosed) as closed:
                await hear(mute)
            assert closed.value.rcvd.code == 4408
            for _ in range(4):  # one who pings stays
                await say(kim, t="ping")
                assert await hear(kim) == {"t": "pong"}
                await asyncio.sleep(0.25)
            with pytest.raises(ConnectionClosed) as closed:
                await hear(kim)
            assert closed.value.rcvd.code == 4000

    asyncio.run(story())


def test_a_hasty_client_is_slowed_down_and_loses_nothing():
    async def story() -> None:
        limits = Limits(frames_per_second=100, frames_burst=20, flood_frames=1_000)
        async with stage(limits=limits) as s, s.visit("customer:kim") as kim:
            begin = time.monotonic()
            for n in range(70):
                await say(kim, t="say", n=n)
            await say(kim, t="ping")
            assert await hear(kim) == {"t": "pong"}
            assert time.monotonic() - begin >= 0.45
            assert [frame["n"] for frame in s.heard] == list(range(70))

    asyncio.run(story())


def test_a_flood_ends_the_socket():
    async def story() -> None:
        limits = Limits(frames_per_second=5, frames_burst=10, flood_frames=30)
        async with stage(limits=limits) as s, s.visit("customer:mallory") as mallory:
            # No more than is read before it ends: what lies unread would reset the connection.
            for n in range(60):
                await say(mallory, t="say", n=n)
            assert (await to_the_end(mallory))[1] == 4429
            assert len(s.heard) < 60

    asyncio.run(story())


def test_a_frame_too_big_ends_the_socket_before_it_is_parsed():
    async def story() -> None:
        async with stage() as s:
            for size in (70_000, 2_000_000):  # ours, and the server's own limit behind it
                async with s.visit("customer:mallory") as mallory:
                    await say(mallory, t="say", text="x" * size)
                    with pytest.raises(ConnectionClosed) as closed:
                        await hear(mallory)
                    assert closed.value.rcvd.code == 1009
            assert s.heard == []

    asyncio.run(story())


def test_bad_frames_are_answered_and_only_persistence_is_punished():
    async def story() -> None:
        async with stage() as s, s.visit("agent:ada") as ada, s.visit("customer:mallory") as mallory:
            await say(ada, t="explode")
            assert await hear(ada) == {"t": "error", "of": "explode", "reason": "internal error"}
            await say(ada, t="watch", c=7)
            assert (await hear(ada))["of"] == "watch"
            await say(ada, t="from-the-future")
            await ada.send('{"t":"ping","extra":1}')
            assert await hear(ada) == {"t": "pong"}
            await say(mallory, t="view", c="A1")  # not in the customers' table: ignored
            for bad in ("{", "[1]", "null", '{"x":1}', "\x00") * 3:
                await mallory.send(bad)
            frames, code = await to_the_end(mallory)
            assert code == 1008
            assert {frame["t"] for frame in frames} == {"error"}
            await say(ada, t="ping")
            assert await hear(ada) == {"t": "pong"}

    asyncio.run(story())


def test_sockets_are_counted_per_address_and_in_all():
    async def story() -> None:
        for limits in (Limits(connections=2), Limits(connections_per_address=2)):
            async with stage(limits=limits) as s:
                async with s.visit("customer:kim"), s.visit("customer:yuki"):
                    with pytest.raises(InvalidStatus):
                        async with connect(s.url):
                            pass
                async with asyncio.timeout(patience.SECONDS):
                    while s.hub.connections:
                        await asyncio.sleep(0.01)
                async with s.visit("customer:marta"):
                    assert len(s.hub.connections) == 1
                assert s.hub.rooms._watchers == {}

    asyncio.run(story())


def test_a_restart_says_so_and_someone_signed_out_is_put_out():
    async def story() -> None:
        async with stage() as s, s.visit("agent:ada") as ada, s.visit("agent:otto") as otto:
            s.broker.publish("~kernel", json.dumps({"key": "agent:otto"}).encode())
            with pytest.raises(ConnectionClosed) as closed:
                await hear(otto)
            assert closed.value.rcvd.code == 4401
            await say(ada, t="ping")
            assert await hear(ada) == {"t": "pong"}
            await s.hub.stop()
            with pytest.raises(ConnectionClosed) as closed:
                await hear(ada)
            assert closed.value.rcvd.code == 1012

    asyncio.run(story())


def test_after_a_broken_broker_every_client_is_told_to_catch_up(redis_server):
    from madoguchi.live.broker.redis import RedisBroker

    async def story() -> None:
        async with (
            stage(broker=RedisBroker(redis_server.url, heartbeat=0.3)) as s,
            s.visit("agent:ada") as ada,
            s.visit("customer:kim") as kim,
        ):
            await say(kim, t="watch", c="A1")
            await until(kim, "sync")
            async with asyncio.timeout(patience.SECONDS):
                while not s.broker.ready():
                    await asyncio.sleep(0.01)
            await asyncio.to_thread(redis_server.stop)
            await asyncio.to_thread(redis_server.start)
            assert await until(ada, "resync") == {"t": "resync"}
            assert await until(kim, "resync") == {"t": "resync"}
            s.announce("story:A1", {"t": "change", "v": 9})
            assert (await until(kim, "change"))["v"] == 9

    asyncio.run(story())
