"""Articles in the chat: found, read, voted on, and taken along into a conversation; and what is for others is not there."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

import jwt
import pytest

from madoguchi.helpcenter.contract import Audience, Kind
from madoguchi.helpcenter.models import ArticleDay, Feedback, SearchDay
from madoguchi.inbox.models import Conversation
from madoguchi.people.models import Customer
from madoguchi.portal.tests.help_shelf import write
from tests.cast import Cast
from tests.website_chat.stage import Guest, Stage, play

KEY = "a-key-of-this-test-with-more-than-thirty-two-bytes"
WORD = "Quicksilver"
GUIDE = """
:::decision topic=deposits_withdrawals
? network Was the network right?
How to see it.
- Yes -> done
- No -> lost
! done Wait an hour
It comes.
! lost Write to us
A person looks.
:::
"""


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.EMBEDDINGS = "none"
    settings.IDENTITY_KEYS = [f"k1:{KEY}"]


def _signed(account: str, **more: Any) -> str:
    now = int(time.time())
    claims = {"sub": account, "jti": uuid.uuid4().hex, "iat": now, "exp": now + 120} | more
    return jwt.encode(claims, KEY, algorithm="HS256", headers={"kid": "k1"})


async def _find(guest: Guest, q: str, **more: Any) -> list[dict[str, Any]]:
    answer = await guest.post("find", {"q": q, "lang": "en"} | more)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["hits"])


async def _read(guest: Guest, slug: str, **more: Any) -> Any:
    return await guest.post("article", {"slug": slug, "lang": "en"} | more)


def test_a_visitor_finds_reads_and_says_whether_it_helped(chat: Cast) -> None:
    hostile = "Wait <script>alert(1)</script> [here](javascript:alert(1)) and [fees](/help/en/articles/fees)."
    write("fees", "Fees", slug="fees")
    write("slow", "A slow withdrawal", f"## Why\n\n{hostile}", slug="slow")

    async def story(s: Stage) -> None:
        guest = Guest(s.http, await s.session(lang="en"))
        assert {one["slug"] for one in guest.session["articles"]} == {"fees", "slow"}
        assert [hit["slug"] for hit in await _find(guest, "slow withdr", done=True)] == ["slow"]
        assert await _find(guest, "x") == []
        assert await _find(guest, "\x00\ud800 slow".encode("utf-8", "ignore").decode()) != []
        article = (await _read(guest, "slow", typed="slow withdr")).json()
        assert (article["title"], article["url"]) == ("A slow withdrawal", "/help/en/articles/slow")
        body = json.dumps(article["body"])
        assert '"h3", {}, "Why"' in body
        assert '"article": "fees"' in body
        assert '"Wait <script>alert(1)</script> [here](javascript:alert(1)) and ", ["a",' in body, (
            "text stays text"
        )
        assert body.count('"href"') == 1
        for helped in (True, False):
            said = await guest.post("helped", {"slug": "slow", "helped": helped, "lang": "en"})
            assert said.status_code == 200
        assert (await _read(guest, "nothing")).status_code == 404

    play(chat, story)
    day = ArticleDay.objects.get(article__key="slow")
    assert (day.views, day.helped, day.not_helped) == (1, 1, 1)
    assert Feedback.objects.filter(revision_id__isnull=False).count() == 2
    counted = SearchDay.objects.get(words="slow withdr")
    assert (counted.searches, counted.clicks, counted.without_result) == (1, 1, 0)


def test_from_a_guide_into_the_chat_with_the_way_taken(chat: Cast) -> None:
    write("lost", "Where is my deposit?", GUIDE, slug="lost", kind=Kind.TROUBLESHOOTING)
    write("inside", "Desk rules", slug="inside", audience=Audience.AGENTS)

    async def story(s: Stage) -> None:
        async with s.visitor(lang="en") as guest:
            article = (await _read(guest, "lost")).json()
            guide = article["guides"][0]
            assert guide["questions"][0]["answers"] == [["Yes", "done"], ["No", "lost"]]
            assert ["guide", {}] in article["body"]
            once = str(uuid.uuid4())
            form = {"article": article["key"], "path": "Was the network right? No › Write to us"}
            for _again in range(2):
                said = await guest.send("Please look.", id=once, form=form)
                assert said["t"] == "ack"
        async with s.visitor(lang="en") as mallory:
            for key in ("inside", "nothing", "x" * 500):
                said = await mallory.send("Hi", form={"article": key, "path": "p", "article-revision": "9"})
                assert said["t"] == "ack"

    play(chat, story)
    first, *others = Conversation.objects.order_by("created_at")
    assert first.fields["article"] == "lost"
    assert first.fields["article-path"] == "Was the network right? No › Write to us"
    assert first.fields["article-revision"]
    assert ArticleDay.objects.get(article__key="lost").contacts == 1
    assert len(others) == 3
    assert [other.fields for other in others] == [{}, {}, {}]
    assert not ArticleDay.objects.filter(article__key="inside").exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ({}, {Audience.PUBLIC}),
        ({"account": "acc-1"}, {Audience.PUBLIC, Audience.CUSTOMERS}),
        ({"account": "acc-2", "vip": 2}, {Audience.PUBLIC, Audience.CUSTOMERS, Audience.VIP}),
    ],
)
def test_each_reads_his_own_and_learns_of_nothing_else(
    chat: Cast, who: dict[str, Any], may: set[Audience]
) -> None:
    for audience in Audience:
        write(audience.value, f"{WORD} {audience.value}", slug=audience.value, audience=audience)
    write("open", "Open", ":::related vip\n:::\n\nText", slug="open")

    async def story(s: Stage) -> None:
        ask = (
            {"identity": _signed(who["account"], **{k: v for k, v in who.items() if k == "vip"})}
            if who
            else {}
        )
        guest = Guest(s.http, await s.session(lang="en", **ask))
        offered = {one["slug"] for one in guest.session["articles"]}
        assert offered == {"public", "open"}  # what the browser keeps is public
        assert {hit["slug"] for hit in await _find(guest, "quicksilver")} == {str(a) for a in may}
        assert {hit["slug"] for hit in await _find(guest, "quicks")} == {str(a) for a in may}
        for audience in Audience:
            answer = await _read(guest, audience.value)
            assert answer.headers["cache-control"] == "no-store"
            assert answer.status_code == (200 if audience in may else 404)
            assert (WORD in answer.text) == (audience in may)
            voted = await guest.post("helped", {"slug": audience.value, "helped": True})
            assert voted.status_code == (200 if audience in may else 404)
        assert (WORD in (await _read(guest, "open")).text) == (Audience.VIP in may)
        if "vip" in who:
            await s.run(lambda: Customer.objects.update(vip_level=0))
            assert (await _read(guest, "vip")).status_code == 404

    play(chat, story)


def test_articles_for_another_region_are_not_offered(chat: Cast) -> None:
    write("japan", "Quicksilver in Japan", slug="japan", regions=("JP",))
    write("all", "Quicksilver anywhere", slug="all")

    async def story(s: Stage) -> None:
        first = await s.session(lang="en", identity=_signed("acc-3"))
        await s.run(lambda: Customer.objects.filter(account="acc-3").update(country="BR"))
        guest = Guest(s.http, await s.session(lang="en", token=first["token"]))
        assert [one["slug"] for one in guest.session["articles"]] == ["all"]
        assert [hit["slug"] for hit in await _find(guest, "quicksilver")] == ["all"]

    play(chat, story)


def test_who_has_no_session_or_asks_too_much_is_refused(chat: Cast, settings: Any) -> None:
    settings.RATE_HELP = "3/1m"
    write("fees", "Fees", slug="fees")

    async def story(s: Stage) -> None:
        guest = Guest(s.http, await s.session(lang="en"))
        for path, body in (
            ("find", {"q": "fees"}),
            ("article", {"slug": "fees"}),
            ("helped", {"slug": "fees", "helped": True}),
        ):
            bare = await s.http.post(f"/chat/{path}", json=body, headers={"Origin": "https://hoshi.example"})
            assert bare.status_code == 401
            foreign = await guest.post(path, body, Origin="https://mallory.example")
            assert foreign.status_code == 403
            assert (await guest.post(path, {"q": 1, "slug": []})).status_code == 400
        codes = [(await _read(guest, "fees")).status_code for _ in range(5)]
        assert codes[0] == 200
        assert codes[-1] == 429
        assert (await guest.post("find", {"q": "fees"})).status_code == 429

    play(chat, story)
