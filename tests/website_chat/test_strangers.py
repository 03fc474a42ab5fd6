"""What Mallory tries, and gets nothing: other people's conversations, tokens, sites, floods."""

from __future__ import annotations

import time
import uuid
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from madoguchi.channels.website_chat import visitors
from madoguchi.inbox.models import Attachment, Conversation, Message, ReadMark
from tests.cast import Cast
from tests.website_chat.stage import SITE, Guest, Stage, play


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 2), "red").save(out, "PNG")
    return out.getvalue()


PNG = _picture()


def test_one_visitor_cannot_reach_into_anothers_conversation(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor() as kim, s.visitor() as mallory:
            c = (await kim.send("my withdrawal 0.25 BTC"))["c"]
            await s.ada_answers(c, "For Kim alone.")
            mine = await _upload(kim, "id.png", PNG)
            await kim.send("", c=c, files=[mine["id"]])
            for frame in (
                {"t": "watch", "v": 0},
                {"t": "older", "p": 99},
                {"t": "typing", "on": True},
                {"t": "read", "v": 99},
                {"t": "transcript", "email": "mallory@evil.example"},
                {"t": "email", "email": "mallory@evil.example"},
                {"t": "end"},
            ):
                await mallory.say(c=c, **frame)
            assert (await mallory.send("let me in", c=c))["code"] == "not-allowed"
            assert (await mallory.send("a file of another", files=[mine["id"]]))["code"] == "not-allowed"
            assert (await mallory.post("watch", {"t": "watch", "c": c, "v": 0})).json() == {
                "t": "gone",
                "c": c,
            }
            sent = await mallory.post("send", {"t": "send", "id": str(uuid.uuid4()), "c": c, "text": "x"})
            assert sent.json()["code"] == "not-allowed"
            heard = await mallory.settled()
            assert {f["t"] for f in heard} <= {"welcome", "gone", "refused", "pong"}
            assert "BTC" not in str(heard)
            assert "Kim alone" not in str(heard)
            # Unknown and forbidden look the same.
            await mallory.say(t="watch", c="00000-00000", v=0)
            assert await mallory.hear("gone") == {"t": "gone", "c": "00000-00000"}
            await s.ada_answers(c, "Still for Kim alone.")
            assert "alone" not in str(await mallory.settled())
            row = await s.run(Conversation.objects.get)
            assert row.status != "resolved"
            assert await s.run(row.participants.count) == 1
            assert await s.run(ReadMark.objects.count) == 0

    play(chat, story)


@pytest.mark.parametrize("how", ["expired", "changed", "cut", "other purpose", "nonsense", "not text"])
def test_a_token_that_is_not_ours_or_not_good_any_more_opens_nothing(
    chat: Cast, how: str, settings: Any
) -> None:
    async def story(s: Stage) -> None:
        session = await s.session()
        token = str(session["token"])
        text, _, signature = token.partition(".")
        if how == "expired":
            visitor = visitors.read(token)
            assert visitor
            visitor.issued -= settings.VISITOR_TOKEN_SECONDS + 1
            token = visitors.issue(visitor)
        else:
            token = {
                "changed": f"{'B' if text[10] == 'A' else 'A'}".join([text[:10], text[11:]])
                + f".{signature}",
                "cut": f"{text}.{signature[:8]}",
                "other purpose": f"{text}.{'a' * len(signature)}",
                "nonsense": "ﬀ.ﬀ",
                "not text": "." * 400,
            }[how]
        async with connect(s.live, origin=SITE) as ws:  # type: ignore[arg-type]
            guest = Guest(s.http, {"token": token, "lang": "en"}, ws)
            await guest.say(t="hello", token=token)
            with pytest.raises(ConnectionClosed) as closed:
                await guest.hear("welcome")
            assert closed.value.rcvd
            assert closed.value.rcvd.code == 4401
        if token.isascii():
            refused = await guest.post("watch", {"t": "watch", "c": "x", "v": 0})
            assert refused.status_code == 401
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.headers["access-control-allow-origin"] == SITE
        renewed = await s.session(token=token)
        same = visitors.read(renewed["token"]).identity_id == visitors.read(session["token"]).identity_id  # type: ignore[union-attr]
        assert same == (how == "expired")

    play(chat, story)


def test_a_signed_identity_ends_with_its_token_and_a_long_silence_with_its_days(
    chat: Cast, settings: Any
) -> None:
    visitor = visitors.new_visitor(chat.chat.id)
    visitor.proof = visitors.SIGNED_IN
    kept = visitors.renewed(visitors.issue(visitor), chat.chat.id)
    assert kept
    assert kept.issued == visitor.issued  # renewing does not make it last longer
    visitor.issued = int(time.time()) - settings.VISITOR_TOKEN_SECONDS - 1
    assert visitors.renewed(visitors.issue(visitor), chat.chat.id) is None
    visitor.proof, visitor.issued = 0, int(time.time()) - settings.VISITOR_DAYS * 86_400 - 1
    assert visitors.renewed(visitors.issue(visitor), chat.chat.id) is None
    assert visitors.renewed(visitors.issue(visitors.new_visitor(chat.mail.id)), chat.chat.id) is None


def test_a_foreign_site_gets_neither_answers_nor_sockets(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        session = await s.session()
        for origin in ("https://evil.example", "null", "https://hoshi.example.evil.example"):
            asked = await s.http.options("/chat/session", headers={"Origin": origin})
            assert asked.status_code == 403
            assert "access-control-allow-origin" not in asked.headers
            answer = await s.http.post(
                "/chat/session", json={"inbox": "hoshi-demo"}, headers={"Origin": origin}
            )
            assert answer.status_code == 403
            assert "token" not in answer.text
            with pytest.raises(InvalidStatus):
                async with connect(s.live, origin=origin):  # type: ignore[arg-type]
                    pass
        asked = await s.http.options("/chat/send", headers={"Origin": SITE})
        assert asked.status_code == 204
        assert asked.headers["access-control-allow-origin"] == SITE
        assert asked.headers["access-control-allow-headers"] == "Authorization, Content-Type"
        assert "access-control-allow-credentials" not in asked.headers
        unknown = await s.http.post("/chat/session", json={"inbox": "nobody"}, headers={"Origin": SITE})
        assert unknown.status_code == 404
        for bad in (b"{", b"[]", b'{"inbox":7}'):
            assert (await s.http.post("/chat/session", content=bad)).status_code == 400
        assert (await s.http.get("/chat/session")).status_code == 405
        assert session["brand"]["name"] == "Hoshi Exchange"

    play(chat, story)


def test_a_flood_is_slowed_down_and_told_how_long(chat: Cast, settings: Any) -> None:
    settings.RATE_CHAT = "5/1m"

    async def story(s: Stage) -> None:
        async with s.visitor() as mallory, s.visitor() as kim:
            c = (await mallory.send("0"))["c"]
            answers = [await mallory.send(str(n), c=c) for n in range(1, 8)]
            assert [a["t"] for a in answers] == ["ack"] * 4 + ["refused"] * 3
            assert answers[-1]["code"] == "rate"
            assert 0 < answers[-1]["retry_after"] <= 60
            assert (await kim.send("hello"))["t"] == "ack"  # nobody pays for another
            settings.CHAT_CHARACTERS = 10
            assert (await kim.send("x" * 11))["code"] == "too-long"
            assert (await kim.send("  "))["code"] == "empty"
            assert (await kim.send("x", files=[str(uuid.uuid4())] * 11))["code"] == "too-many"
        assert await s.run(Message.objects.count) == 6

    play(chat, story)


def test_files_come_in_by_content_and_go_out_by_signed_addresses(chat: Cast) -> None:
    async def story(s: Stage) -> None:
        async with s.visitor() as kim:
            picture = await _upload(kim, "../../etc/ID card.png", PNG)
            assert (picture["name"], picture["type"], picture["image"]) == ("ID card.png", "image/png", True)
            page = await _upload(kim, "receipt.html", b"<script>alert(1)</script>")
            c = (await kim.send("my documents", files=[picture["id"], page["id"]]))["c"]
            await kim.say(t="watch", c=c, v=0)
            files = (await kim.hear("sync"))["items"][0]["files"]
            assert [f["name"] for f in files] == ["ID card.png", "receipt.html"]
            shown, kept = [await s.http.get(f["url"]) for f in files]
            assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
            assert kept.headers["content-type"] == "application/octet-stream"
            assert kept.headers["content-disposition"].startswith("attachment")
            assert "sandbox" in kept.headers["content-security-policy"]
            address = files[0]["url"]
            for wrong in (
                address[:-1] + ("a" if address[-1] != "a" else "b"),
                address.replace(picture["id"], page["id"]),
            ):
                assert (await s.http.get(wrong)).status_code == 404
            assert await s.run(Attachment.objects.count) == 2
            nothing = await s.http.post(
                "/chat/files", content=b"x", headers={"Authorization": f"Bearer {kim.token}", "Origin": SITE}
            )
            assert nothing.status_code == 400
            assert (await s.http.post("/chat/files", files={"file": ("a.png", PNG)})).status_code == 401

    play(chat, story)


async def _upload(guest: Guest, name: str, content: bytes) -> dict[str, Any]:
    answer = await guest.http.post(
        "/chat/files",
        files={"file": (name, content)},
        headers={"Authorization": f"Bearer {guest.token}", "Origin": SITE},
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
