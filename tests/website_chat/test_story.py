"""A visitor on the exchange's website and Ada at the desk: what each sees, and when."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from madoguchi.inbox import actions, queries
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Customer, Identity
from tests import patience
from tests.cast import Cast
from tests.website_chat.stage import Stage, play

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def test_yuki_asks_ada_answers_and_yuki_reads(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor(lang="ja-JP") as yuki:
            assert yuki.session["lang"] == "ja"
            assert await s.run(Customer.objects.count) == 0  # opening the chat leaves no trace
            ack = await yuki.send("出金が保留のままです。", form={"name": "Yuki"})
            assert (ack["t"], ack["v"], ack["p"]) == ("ack", 1, 1)
            assert "removed" not in ack
            await yuki.say(t="watch", c=ack["c"], v=0)
            sync = await yuki.hear("sync")
            assert [item["text"] for item in sync["items"]] == ["出金が保留のままです。"]
            assert sync["items"][0]["cid"] == ack["id"]

            await s.run(actions.note, staff=chat.ada, reference=ack["c"], text="SECRET NOTE", client_id="n")
            answer = await s.ada_answers(ack["c"], "確認いたします。")
            change = await yuki.hear("change", where=lambda f: any(i["k"] == "agent" for i in f["items"]))
            assert (change["items"][0]["text"], change["items"][0]["who"]) == ("確認いたします。", "Ada")
            assert await yuki.hear("conversations") == {"t": "conversations", "unread": 1}
            assert "SECRET NOTE" not in str(yuki.heard)

            await yuki.say(t="read", c=ack["c"], v=change["v"])
            assert (await yuki.hear("conversations"))["unread"] == 0
            assert await s.run(_state, answer.id) == "read"
            await yuki.say(t="typing", c=ack["c"], on=True)
            await yuki.say(t="end", c=ack["c"])
            ended = await yuki.hear("change", where=lambda f: f["conversation"]["status"] == "resolved")
            assert [item["k"] for item in ended["items"]] == ["event"]
            assert "SECRET NOTE" not in str(await yuki.settled())
            again = await yuki.send("もう一つ。", c=ack["c"])
            assert again["c"] == ack["c"]
        row = await s.run(Conversation.objects.get)
        assert (row.status, row.language, row.proof) == ("open", "ja", 0)
        who = await s.run(Identity.objects.get)
        assert (who.name, who.channel) == ("Yuki", "website_chat")

    play(chat, story)


def test_an_answer_that_reached_the_screen_is_delivered(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor() as kim:
            c = (await kim.send("안녕하세요"))["c"]
            away = await s.ada_answers(c, "네, 말씀하세요.")
            await kim.hear("conversations")  # the badge tells even who does not watch
            await kim.say(t="watch", c=c, v=1)
            assert [i["k"] for i in (await kim.hear("sync"))["items"]] == ["agent"]
            await _until(s, away.id, "delivered")
            here = await s.ada_answers(c, "확인했습니다.")
            await _until(s, here.id, "delivered")

    play(chat, story)


def test_a_lost_acknowledgement_costs_nothing(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        id = str(uuid.uuid4())
        async with s.visitor() as kim:
            await kim.say(t="send", id=id, c=None, text="hello")  # and the network breaks
        async with s.visitor(session=kim.session) as again:
            first = await again.send("hello", id=id)
            second = await again.send("hello", id=id)
            by_request = await again.post("send", {"t": "send", "id": id, "c": None, "text": "hello"})
        assert first == second == by_request.json()
        assert await s.run(Message.objects.count) == 1
        async with s.visitor() as mallory:  # the same id in another browser is another message
            theirs = await mallory.send("mine", id=id)
            assert theirs["t"] == "ack"
            assert theirs["c"] != first["c"]
        assert await s.run(Message.objects.count) == 2

    play(chat, story)


def test_a_recovery_phrase_is_masked_for_both_sides(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor(lang="en") as marta:
            ack = await marta.send(f"my words: {SEED}", form={"name": SEED})
            assert ack["removed"] == [{"kind": "seed-phrase"}]
            assert "sausage" not in ack["text"]
            await marta.say(t="watch", c=ack["c"], v=0)
            assert "sausage" not in str(await marta.hear("sync"))
            sight = await s.run(queries.thread, chat.ada, ack["c"])
            assert "my words" in str(sight)
            assert "sausage" not in str(sight)
            assert "sausage" not in str(await s.run(lambda: list(Identity.objects.values())))

    play(chat, story)


def test_what_was_missed_while_away_comes_with_the_next_watch(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor() as kim:
            first = await kim.send("one")
        for number in range(3):
            await s.ada_answers(first["c"], f"answer {number}")
        async with s.visitor(session=kim.session) as back:
            await back.say(t="watch", c=first["c"], v=first["v"])
            sync = await back.hear("sync")
            assert [i["text"] for i in sync["items"]] == ["answer 0", "answer 1", "answer 2"]
            by_request = await back.post("watch", {"t": "watch", "c": first["c"], "v": first["v"]})
            assert [i["text"] for i in by_request.json()["items"]] == [i["text"] for i in sync["items"]]
            listed = (await s.session(token=back.token))["conversations"]
            assert [(about["c"], about["unread"], about["agent"]) for about in listed] == [
                (first["c"], 3, "Ada")
            ]

    play(chat, story)


def test_two_hundred_messages_keep_their_order(chat: Cast, settings: Any) -> None:
    settings.RATE_CHAT = "1000/1m"

    async def story(s: Stage) -> None:
        async with s.visitor() as kim:
            c = (await kim.send("0"))["c"]
            for number in range(1, 100):
                await kim.say(t="send", id=str(uuid.uuid4()), c=c, text=str(number))
            positions = [(await kim.hear("ack"))["p"] for _ in range(99)]
            assert positions == list(range(2, 101))
            await kim.say(t="watch", c=c, v=0)
            sync = await kim.hear("sync")
            assert [i["text"] for i in sync["items"]] == [str(n) for n in range(50, 100)]
            await kim.say(t="older", c=c, p=sync["items"][0]["p"])
            older = await kim.hear("older")
            assert [i["text"] for i in older["items"]] == [str(n) for n in range(50)]
            assert (sync["more"], older["more"]) == (True, False)

    play(chat, story)


def _state(message_id: Any) -> str:
    return str(Message.objects.get(id=message_id).state)


async def _until(s: Stage, message_id: Any, state: str) -> None:
    async with asyncio.timeout(patience.SECONDS):
        while await s.run(_state, message_id) != state:
            await asyncio.sleep(0.02)
