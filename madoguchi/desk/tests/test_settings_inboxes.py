"""Lena opens the ways in. What must not be reached from a screen is not; what is secret is not shown again."""

from __future__ import annotations

import re
import secrets
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.test import Client
from django.utils import timezone

from madoguchi.audit.models import Entry
from madoguchi.channels.email.accounts import read_secrets, sealed
from madoguchi.channels.email.models import MailToken
from madoguchi.company.models import Calendar
from madoguchi.inbox.models import CannedReply, Conversation, Inbox
from madoguchi.jobs.worker.once import work_off
from madoguchi.people.identify import identify
from madoguchi.people.tokens import BadToken
from madoguchi.routing.models import Rule
from tests.cast import Cast

WORD = "a-password-of-ours"


@pytest.fixture
def lena(cast: Cast, sign_in) -> Client:
    return sign_in(cast.lena)


def mailbox(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "address": "vip@hoshi.example",
        "name": "VIP mail",
        "team": cast.front.id,
        "enabled": "on",
        "receive": "imap",
        "send": "system",
        "auth": "password",
        "imap_host": "93.184.215.14",
        "imap_tls": "tls",
        "imap_user": "vip@hoshi.example",
        "imap_password": WORD,
        "do": "save",
    } | more


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0", "::1", "fe80::1",
     "::ffff:127.0.0.1", "2130706433", "0x7f.1", "127.1", "224.0.0.1"],
)  # fmt: skip
@pytest.mark.parametrize("part", ["imap", "smtp"])
def test_no_server_of_our_own_network(cast: Cast, lena: Client, host: str, part: str) -> None:
    fields = mailbox(cast, do="check", send="own", smtp_host="93.184.215.14", smtp_tls="tls") | {
        f"{part}_host": host
    }
    answer = lena.post("/desk/settings/inboxes/email", fields)
    assert answer.status_code == 422
    assert "network that is not public" in answer.content.decode()
    assert not Inbox.objects.filter(address="vip@hoshi.example").exists()


def test_one_that_the_operator_listed(cast: Cast, lena: Client, settings: Any) -> None:
    settings.MAIL_HOSTS_INSIDE = ["10.1.0.0/16"]
    assert lena.post("/desk/settings/inboxes/email", mailbox(cast, imap_host="10.1.2.3")).status_code == 302
    assert lena.post("/desk/settings/inboxes/email", mailbox(cast, imap_host="10.2.2.3")).status_code == 422


def test_what_she_types_in_is_checked_at_each_connection_and_a_refused_token_is_asked_for_at_once(
    cast: Cast, lena: Client
) -> None:
    given = mailbox(
        cast, auth="token", token_url="https://93.184.215.14/token", client_id="c", refresh_token="r"
    )
    assert lena.post("/desk/settings/inboxes/email", given).status_code == 302
    box = Inbox.objects.get(address="vip@hoshi.example")
    assert box.settings["imap"]["checked"] is True
    hour = timezone.now() + timedelta(hours=1)
    MailToken.objects.create(inbox=box, settings_hash="x", problem="refused", final=True, ask_again_at=hour)
    # Mended at the authorisation server, not here: the same settings are stored again.
    page = f"/desk/settings/inboxes/email/{box.id}"
    assert (
        lena.post(page, mailbox(cast, receive="lmtp", imap_host="10.9.9.9", address="x")).status_code == 422
    )
    assert MailToken.objects.get(inbox=box).problem == "refused"
    assert lena.post(page, given | {"refresh_token": ""}).status_code == 302
    token = MailToken.objects.get(inbox=box)
    assert (token.problem, token.final, token.ask_again_at) == ("", False, None)


def test_a_password_is_kept_sealed_and_goes_to_no_other_server(cast: Cast, lena: Client, caplog: Any) -> None:
    assert lena.post("/desk/settings/inboxes/email", mailbox(cast)).status_code == 302
    box = Inbox.objects.get(address="vip@hoshi.example")
    page = f"/desk/settings/inboxes/email/{box.id}"
    assert WORD.encode() not in bytes(box.secrets)
    assert read_secrets(box.secrets) == {"imap_password": WORD}
    for path in (page, "/desk/settings/inboxes"):
        assert WORD not in lena.get(path).content.decode()
    # Left empty it stays; with another server, user or encryption it must be typed again.
    assert lena.post(page, mailbox(cast, imap_password="", name="VIP")).status_code == 302
    for change in ({"imap_host": "93.184.215.99"}, {"imap_user": "x"}, {"imap_tls": "none"}):
        answer = lena.post(page, mailbox(cast, imap_password="", **change))
        assert answer.status_code == 422
        assert "type the password again" in answer.content.decode()
        assert WORD not in answer.content.decode()
    box.refresh_from_db()
    assert box.settings["imap"]["host"] == "93.184.215.14"
    assert read_secrets(box.secrets) == {"imap_password": WORD}
    # No longer needed: dropped.
    assert lena.post(page, mailbox(cast, receive="lmtp")).status_code == 302
    box.refresh_from_db()
    assert read_secrets(box.secrets) == {}
    assert "imap" not in box.settings
    assert WORD not in caplog.text
    assert not any(WORD in str(entry.data) for entry in Entry.objects.all())


def test_a_refused_form_gives_no_password_back(cast: Cast, lena: Client) -> None:
    answer = lena.post("/desk/settings/inboxes/email", mailbox(cast, address="none"))
    assert answer.status_code == 422
    assert WORD not in answer.content.decode()


def test_a_private_authority_and_the_mechanism_stay(cast: Cast, lena: Client) -> None:
    cast.mail.settings = {
        "imap": {"host": "93.184.215.14", "tls": "tls", "user": "u", "ca_file": "/etc/ca.pem"}
    }
    cast.mail.secrets = sealed({"imap_password": WORD})
    cast.mail.save()
    fields = mailbox(cast, address=cast.mail.address, imap_user="u", imap_password="")
    assert lena.post(f"/desk/settings/inboxes/email/{cast.mail.id}", fields).status_code == 302
    cast.mail.refresh_from_db()
    assert cast.mail.settings["imap"]["ca_file"] == "/etc/ca.pem"


def test_an_address_opens_one_inbox(cast: Cast, lena: Client) -> None:
    fields = mailbox(cast, address="SUPPORT@hoshi.example")
    answer = lena.post("/desk/settings/inboxes/email", fields)
    assert answer.status_code == 422
    assert "has this address already" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hoshi.example/", ["https://hoshi.example"]),
        (
            "hoshi.example\nhttps://app.hoshi.example:8443",
            ["https://hoshi.example", "https://app.hoshi.example:8443"],
        ),
        ("http://localhost:3000", ["http://localhost:3000"]),
        ("http://hoshi.example", None),
        ("javascript:alert(1)", None),
        ("*", None),
        ("https://", None),
    ],
)
def test_which_sites_may_show_the_chat(cast: Cast, lena: Client, typed: str, kept: list[str] | None) -> None:
    fields = {"name": "Chat", "team": cast.front.id, "enabled": "on", "origins": typed}
    answer = lena.post(f"/desk/settings/inboxes/chat/{cast.chat.id}", fields)
    cast.chat.refresh_from_db()
    assert (answer.status_code, cast.chat.settings.get("origins")) == ((302, kept) if kept else (422, None))


def test_a_colour_that_cannot_be_seen_is_refused(cast: Cast, lena: Client) -> None:
    fields = {
        "name": "Chat",
        "team": cast.front.id,
        "enabled": "on",
        "origins": "hoshi.example",
        "own_colour": "on",
    }
    page = f"/desk/settings/inboxes/chat/{cast.chat.id}"
    assert lena.post(page, fields | {"accent": "#ffff99"}).status_code == 422
    assert lena.post(page, fields | {"accent": "red;}"}).status_code == 422
    assert lena.post(page, fields | {"accent": "#aa2200"}).status_code == 302
    cast.chat.refresh_from_db()
    assert (cast.chat.settings["accent"], cast.chat.settings["on_accent"]) == ("#aa2200", "#ffffff")
    assert f"data-inbox=&quot;{cast.chat.address}&quot;" in lena.get(page).content.decode()


def token(kid: str, secret: str) -> str:
    now = int(time.time())
    claims = {"sub": "kim-1", "iat": now, "exp": now + 100, "jti": secrets.token_urlsafe(12)}
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": kid})


def test_signing_keys_are_shown_once_and_can_be_exchanged(cast: Cast, lena: Client) -> None:
    page = "/desk/settings/inboxes/chat-keys"
    (old, new) = [re.findall(r'data-copy="([^"]+)"', lena.post(page).content.decode()) for _ in range(2)]
    for kid, secret in (old, new):
        assert identify(token(kid, secret)).customer_id
        assert secret not in lena.get(page).content.decode()
        assert kid in lena.get(page).content.decode()
    assert lena.post(page, {"remove": old[0]}).status_code == 302
    with pytest.raises(BadToken):
        identify(token(*old))
    assert identify(token(*new)).customer_id


def test_hours_in_one_line_a_day(cast: Cast, lena: Client) -> None:
    fields = {
        "name": "Tokyo",
        "time_zone": "Asia/Tokyo",
        "mon": "9-12, 13:00–18:00",
        "sat": "22:00-06:00",
        "holidays": "2026-12-31 大晦日",
        "special_days": "2026-12-30 09:00–12:00",
        "do": "look",
    }
    assert "Not saved yet" in lena.post("/desk/settings/hours/new", fields).content.decode()
    assert not Calendar.objects.exists()
    assert lena.post("/desk/settings/hours/new", fields | {"do": "save"}).status_code == 302
    kept = Calendar.objects.get()
    assert kept.hours == {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["22:00", "06:00"]]}
    assert kept.special_days == {"2026-12-30": [["09:00", "12:00"]]}
    assert [day.name for day in kept.holidays.all()] == ["大晦日"]
    page = f"/desk/settings/hours/{kept.id}"
    assert "09:00–12:00, 13:00–18:00" in lena.get(page).content.decode()
    for wrong in (
        {"mon": "nine to five"},
        {"mon": "25:00-26:00"},
        {"holidays": "31.12.2026"},
        {"time_zone": "Mars"},
    ):
        assert lena.post(page, fields | wrong | {"do": "save"}).status_code == 422
    cast.form.calendar = kept
    cast.form.save()
    lena.post(page + "/delete")
    assert Calendar.objects.exists()


def test_prepared_answers_hold_no_secret(cast: Cast, lena: Client) -> None:
    fields = {"title": "Where is it", "shortcut": "where", "text_en": "We look.", "text_ja": "確認します。"}
    assert lena.post("/desk/settings/canned/new", fields).status_code == 302
    assert lena.post("/desk/settings/canned/new", fields).status_code == 422
    phrase = "abandon " * 11 + "about"
    assert (
        lena.post("/desk/settings/canned/new", fields | {"shortcut": "x", "text_en": phrase}).status_code
        == 422
    )
    reply = CannedReply.objects.get()
    assert reply.texts.count() == 2
    assert lena.post(f"/desk/settings/canned/{reply.id}", fields | {"text_ja": ""}).status_code == 302
    assert [text.language for text in reply.texts.all()] == ["en"]
    assert lena.post(f"/desk/settings/canned/{reply.id}/delete").status_code == 302
    assert not CannedReply.objects.exists()


def test_the_bench_says_what_the_rules_then_do(cast: Cast, lena: Client) -> None:
    rule = {
        "name": "Japanese first",
        "language": "ja",
        "team": cast.payments.id,
        "priority": "2",
        "enabled": "on",
    }
    assert lena.post("/desk/settings/rules/new", rule).status_code == 302
    other = {"name": "Forms", "channel": "web_form", "team": cast.security.id, "enabled": "on"}
    assert lena.post("/desk/settings/rules/new", other).status_code == 302
    assert lena.post("/desk/settings/rules/new", {"name": "Nothing", "enabled": "on"}).status_code == 422
    text = "出金がまだ届いていません。確認をお願いします。"
    page = lena.post("/desk/settings/rules", {"inbox": str(cast.mail.id), "text": text}).content.decode()
    assert "The rule “Japanese first” decides" in page
    told = cast.says("yuki@mail.example", text, door=cast.mail, language="ja")
    work_off()
    found = Conversation.objects.get(id=told.conversation_id)
    assert (found.team_id, found.priority) == (cast.payments.id, 2)
    page = lena.post(
        "/desk/settings/rules", {"inbox": str(cast.form.id), "text": "Where is my coin?"}
    ).content.decode()
    assert "Not “Japanese first”: another language" in page
    assert "The rule “Forms” decides" in page
    last = Rule.objects.get(name="Forms")
    lena.post(f"/desk/settings/rules/{last.id}/decide", {"decision": "up"})
    assert [one.name for one in Rule.objects.all()] == ["Forms", "Japanese first"]
    assert Conversation.objects.count() == 1


def test_comments_on_articles_can_be_given_to_a_team(cast: Cast, lena: Client) -> None:
    rule = {"name": "Comments", "topic": "article_comment", "team": str(cast.security.id), "enabled": "on"}
    assert lena.post("/desk/settings/rules/new", rule).status_code == 302
    tried = {"inbox": str(cast.form.id), "topic": "article_comment", "text": "The fees are out of date."}
    page = lena.post("/desk/settings/rules", tried).content.decode()
    assert "Comment on an article" in page
    assert "The rule “Comments” decides" in page
    other = lena.post("/desk/settings/rules", tried | {"topic": "trading"}).content.decode()
    assert "The rule “Comments” decides" not in other
