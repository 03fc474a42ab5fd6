"""Who is here and who is typing: seen by the others, forgotten in time, in every process."""

from __future__ import annotations

import asyncio

from madoguchi.live.broker.redis import RedisBroker
from madoguchi.live.limits import Limits
from madoguchi.live.tests.stage import hear, say, stage, until
from tests import patience

QUICK = Limits(sweep_seconds=0.02, typing_seconds=0.3, presence_seconds=0.5)


def test_typing_is_seen_by_the_other_and_ends_by_itself():
    async def story() -> None:
        async with stage(limits=QUICK) as s, s.visit("agent:ada") as ada, s.visit("customer:yuki") as yuki:
            for ws in (ada, yuki):
                await say(ws, t="watch", c="A1")
                await until(ws, "sync")
            await say(ada, t="typing", c="A1", on=True)
            shown = await hear(yuki)
            assert (shown["t"], shown["who"], shown["on"]) == ("typing", "ada", True)
            ended = await hear(yuki)
            assert (ended["who"], ended["on"]) == ("ada", False)
            await say(ada, t="ping")
            assert await hear(ada) == {"t": "pong"}  # nobody is told about himself

    asyncio.run(story())


def test_typing_ends_at_once_when_the_message_is_done_or_the_socket_closes():
    async def story() -> None:
        slow = Limits(sweep_seconds=0.02, typing_seconds=60)
        async with stage(limits=slow) as s, s.visit("customer:yuki") as yuki:
            await say(yuki, t="watch", c="A1")
            await until(yuki, "sync")
            async with s.visit("agent:ada") as ada:
                await say(ada, t="watch", c="A1")
                await until(ada, "sync")
                for on in (True, False, True):
                    await say(ada, t="typing", c="A1", on=on)
                    assert (await hear(yuki))["on"] is on
            assert (await hear(yuki))["on"] is False

    asyncio.run(story())


def test_who_is_viewing_is_known_in_both_processes_and_outlives_no_one(redis_server):
    async def story() -> None:
        async with (
            stage(broker=RedisBroker(redis_server.url), limits=QUICK) as here,
            stage(broker=RedisBroker(redis_server.url), limits=QUICK) as there,
        ):
            async with asyncio.timeout(patience.SECONDS):
                while not (here.broker.ready() and there.broker.ready()):
                    await asyncio.sleep(0.01)
            async with here.visit("agent:ada") as ada:
                await say(ada, t="watch", c="A1")
                await say(ada, t="view", c="A1")
                assert (await until(ada, "present"))["people"] == [{"who": "ada"}]
                async with there.visit("agent:otto") as otto:
                    await say(otto, t="watch", c="A1")  # asks who is here already
                    assert (await until(otto, "present"))["people"] == [{"who": "ada"}]
                    await asyncio.sleep(1.0)  # two lifetimes: kept up by the kernel's own beats
                    assert there.hub.presence.present("story:A1") == [{"who": "ada"}]
                    await say(otto, t="view", c="A1")
                    assert len((await until(ada, "present"))["people"]) == 2
                    await ada.close()
                    assert (await until(otto, "present"))["people"] == [{"who": "ada"}, {"who": "otto"}]
                    assert (await until(otto, "present"))["people"] == [{"who": "otto"}]

    asyncio.run(story())


def test_a_process_that_died_takes_its_people_with_it():
    async def story() -> None:
        async with stage(limits=QUICK) as s, s.visit("agent:ada") as ada:
            await say(ada, t="watch", c="A1")
            await until(ada, "sync")
            s.announce("story:A1", {"~": "here", "n": "elsewhere1", "k": "agent:otto", "f": {"who": "otto"}})
            assert (await until(ada, "present"))["people"] == [{"who": "otto"}]
            assert (await until(ada, "present"))["people"] == []

    asyncio.run(story())
