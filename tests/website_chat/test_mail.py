"""The visitor leaves: what he has not read follows him by mail, once; and a copy when he asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from madoguchi.channel_kit import registry
from madoguchi.channel_kit.contract import DeliveryError, Outgoing, Sent
from madoguchi.inbox.models import Message, Participant
from madoguchi.people.models import Identity
from tests import patience
from tests.cast import Cast
from tests.website_chat.stage import Stage, play


class Postbox:
    """A mail wire that keeps what it is given."""

    key = "email"
    at_once = False

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.broken = 0

    def send(self, outgoing: Outgoing) -> Sent:
        if self.broken:
            self.broken -= 1
            raise DeliveryError("the server is away", retry_after=0.01)
        self.sent.append(outgoing)
        return Sent()

    def problems(self, settings: dict[str, object]) -> Sequence[str]:
        return ()


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Postbox:
    box = Postbox()
    monkeypatch.setitem(registry._channels, "email", box)
    settings.CHAT_MAIL_AFTER_SECONDS = 0
    settings.SMTP_URL, settings.HOME = "", tmp_path
    return box


def test_an_answer_that_nobody_reads_goes_by_mail_once(chat: Cast, postbox: Postbox) -> None:
    postbox.broken = 1  # and a mail server that is away for a moment costs nothing

    async def story(s: Stage) -> None:
        async with s.visitor() as yuki:
            ack = await yuki.send("どうなりましたか。", form={"name": "Yuki", "email": "YUKI@example.jp"})
        answer = await s.ada_answers(ack["c"], "本日中に処理いたします。")
        await _until(lambda: len(postbox.sent) == 1)
        (mail,) = postbox.sent
        assert (mail.address, mail.inbox_id) == ("yuki@example.jp", chat.mail.id)
        assert (mail.text, mail.author, mail.language) == ("本日中に処理いたします。", "Ada", "ja")
        assert (mail.message_id, mail.reference) == (answer.id, ack["c"])
        await s.ada_answers(ack["c"], "処理しました。")
        await _until(lambda: len(postbox.sent) == 2)
        assert postbox.sent[1].text == "処理しました。"  # what went before does not go again
        assert (await s.run(Message.objects.get, id=answer.id)).data["carried"] == "email"
        # Her mail program's answer comes in through the mail inbox, into the same conversation.
        back = await s.run(
            chat.says,
            "yuki@example.jp",
            "ありがとうございます。",
            door=chat.mail,
            conversation_id=mail.conversation_id,
        )
        assert back.reference == ack["c"]
        forged = await s.run(
            chat.says, "mallory@evil.example", "me too", door=chat.mail, conversation_id=mail.conversation_id
        )
        assert forged.reference != ack["c"]

    play(chat, story)


def test_what_was_read_in_time_is_not_mailed(chat: Cast, postbox: Postbox, settings: Any) -> None:
    settings.CHAT_MAIL_AFTER_SECONDS = 1

    async def story(s: Stage) -> None:
        async with s.visitor() as kim:
            c = (await kim.send("hello", form={"email": "kim@example.kr"}))["c"]
            await s.ada_answers(c, "read at once")
            await kim.say(t="watch", c=c, v=0)
            version = (await kim.hear("sync"))["v"]
            await kim.say(t="read", c=c, v=version)
            await kim.hear("conversations", where=lambda f: f["unread"] == 0)
            await s.ada_answers(c, "not looked at")
        await _until(lambda: bool(postbox.sent))
        assert [mail.text for mail in postbox.sent] == ["not looked at"]

    play(chat, story)


def test_a_claimed_address_shares_nobodys_history(chat: Cast, postbox: Postbox) -> None:
    async def story(s: Stage) -> None:
        before = await s.run(chat.says, "marta@correio.example", "my private matter", door=chat.mail)
        async with s.visitor() as mallory:
            c = (await mallory.send("hello"))["c"]
            await mallory.say(t="email", c=c, email="marta@correio.example")
            assert (await mallory.hear("done"))["what"] == "email"
            await mallory.say(t="email", c=c, email="no address")
            assert (await mallory.hear("refused"))["what"] == "email"
            await mallory.say(t="watch", c=before.reference, v=0)
            assert (await mallory.hear("gone"))["c"] == before.reference
            listed = (await s.session(token=mallory.token))["conversations"]
            assert [about["c"] for about in listed] == [c]
        customers = await s.run(lambda: set(Identity.objects.values_list("customer_id", flat=True)))
        assert len(customers) == 2
        assert await s.run(Participant.objects.filter(conversation__reference=c).count) == 2

    play(chat, story)


def test_a_copy_of_the_conversation_by_mail(chat: Cast, postbox: Postbox, settings: Any) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor(lang="en") as kim:
            c = (await kim.send("<b>hello</b> & more"))["c"]
            await s.ada_answers(c, "Good day.")
            await kim.say(t="transcript", c=c)
            assert (await kim.hear("refused"))["what"] == "transcript"  # no address known
            await kim.say(t="transcript", c=c, email="kim@example.kr")
            await kim.hear("done")
            await _until(
                lambda: any("Good day." in text for text in _letters(settings.HOME, "kim@example.kr"))
            )
            (text,) = _letters(settings.HOME, "kim@example.kr")
            assert "&lt;b&gt;hello" in text
            for _ in range(6):
                await kim.say(t="transcript", c=c, email="victim@example.com")
            assert (await kim.hear("refused"))[
                "what"
            ] == "transcript"  # nobody's mailbox is flooded from here

    play(chat, story)


def _letters(home: Path, to: str) -> list[str]:
    """What was written to this address, whatever else lies in the folder."""
    texts = [path.read_text() for path in (home / "mail").glob("*")]
    return [text for text in texts if f"To: {to}" in text]


async def _until(true: Any) -> None:
    async with asyncio.timeout(patience.SECONDS):
        while not true():
            await asyncio.sleep(0.02)
