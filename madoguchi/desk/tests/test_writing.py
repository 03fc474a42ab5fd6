"""Ada writes: what the guard holds back, what can be called back, and drafts that never overwrite each other."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from madoguchi.inbox.models import CannedReply, CannedText, Conversation, Draft, Message
from madoguchi.people.models import Customer
from tests.cast import Cast


@pytest.fixture
def told(cast: Cast):
    return cast.says(
        "kim@mail.example", "My withdrawal is pending.", door=cast.mail, subject="Withdrawal", language="ko"
    )


def send(browser: Client, reference: str, text: str, **more: Any):
    fields = {"id": str(uuid.uuid4()), "text": text} | more
    return browser.post(f"/desk/c/{reference}/reply", fields)


def test_the_guard_shows_what_was_not_seen(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    later = cast.says(
        "kim@mail.example", "Wait, it <b>arrived</b>.", door=cast.mail, conversation_id=told.conversation_id
    )
    held = send(ada, told.reference, "It takes two hours.", seen=told.version)
    assert held.status_code == 409
    assert "Wait, it &lt;b&gt;arrived&lt;/b&gt;." in held.json()["html"]
    assert held.json()["version"] == later.version
    assert not Message.objects.filter(kind="agent").exists()
    assert send(ada, told.reference, "Good.", seen=later.version).status_code == 200
    assert Message.objects.get(kind="agent").text == "Good."


def test_send_anyway_sends(cast: Cast, sign_in, told) -> None:
    cast.says("kim@mail.example", "One more thing.", door=cast.mail, conversation_id=told.conversation_id)
    assert send(sign_in(cast.ada), told.reference, "Yes.", seen=told.version, anyway="1").status_code == 200


def test_the_same_send_twice_is_one_answer(cast: Cast, sign_in, told) -> None:
    ada, once = sign_in(cast.ada), str(uuid.uuid4())
    first = send(ada, told.reference, "Yes.", id=once).json()
    assert send(ada, told.reference, "Yes.", id=once).json()["m"] == first["m"]
    assert Message.objects.filter(kind="agent").count() == 1


def test_calling_back_returns_the_text_and_only_the_writer_can(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    sent = send(ada, told.reference, "Too early.").json()
    assert sent["undo_seconds"] > 0
    path = f"/desk/c/{told.reference}/m/{sent['m']}/undo"
    assert sign_in(cast.otto).post(path).status_code == 404
    assert sign_in(cast.lena).post(path).status_code == 404
    assert Message.objects.get(id=sent["m"]).state == "queued"
    assert ada.post(path).json() == {"text": "Too early.", "files": []}
    assert Message.objects.get(id=sent["m"]).state == "undone"
    again = ada.post(path)
    assert again.status_code == 422
    assert again.json()["reason"]


def test_send_and_resolve_and_send_and_snooze(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    assert send(ada, told.reference, "Done.", then="resolved").status_code == 200
    assert Conversation.objects.get().status == "resolved"
    assert send(ada, told.reference, "Later.", then="snoozed").status_code == 422
    assert (
        send(ada, told.reference, "Later.", then="snoozed", until="2099-01-01T09:00:00+09:00").status_code
        == 200
    )
    assert Conversation.objects.get().status == "snoozed"
    assert send(ada, told.reference, "x", then="spam").status_code == 422
    assert Message.objects.filter(kind="agent").count() == 2


def test_an_answer_with_a_secret_is_refused_and_nothing_is_stored(cast: Cast, sign_in, told) -> None:
    words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    refused = send(sign_in(cast.ada), told.reference, f"Use this: {words}")
    assert refused.status_code == 422
    assert "secret" in refused.json()["reason"]
    assert not Message.objects.filter(kind="agent").exists()


def test_two_screens_never_overwrite_a_draft(cast: Cast, sign_in, told) -> None:
    ada, path = sign_in(cast.ada), f"/desk/c/{told.reference}/draft"
    first = ada.post(path, {"kind": "reply", "text": "Dear Kim", "revision": 0}).json()["revision"]
    second = ada.post(path, {"kind": "reply", "text": "Dear Kim, from the telephone", "revision": first})
    assert second.status_code == 200
    conflict = ada.post(path, {"kind": "reply", "text": "Dear Kim, from the desk", "revision": first})
    assert conflict.status_code == 409
    assert conflict.json() == {"text": "Dear Kim, from the telephone", "revision": second.json()["revision"]}
    assert Draft.objects.get().text == "Dear Kim, from the telephone"


def test_a_draft_is_the_writers_alone_and_goes_with_the_answer(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    ada.post(f"/desk/c/{told.reference}/draft", {"kind": "reply", "text": "half a thought"})
    ada.post(f"/desk/c/{told.reference}/draft", {"kind": "note", "text": "ask Otto"})
    page = f"/desk/all/{told.reference}"
    assert "half a thought" in ada.get(page).content.decode()
    assert "half a thought" not in sign_in(cast.lena).get(page).content.decode()
    send(ada, told.reference, "a whole thought")
    assert [draft.kind for draft in Draft.objects.all()] == ["note"]


def test_canned_replies_come_in_the_customers_language_with_his_name(cast: Cast, sign_in, told) -> None:
    Customer.objects.update(name="Kim")
    reply = CannedReply.objects.create(shortcut="txid", title="Transaction id")
    CannedText.objects.create(reply=reply, language="en", text="Hello {name}, the id please. {agent}")
    CannedText.objects.create(reply=reply, language="ko", text="{name} 님, 거래 ID를 알려 주세요.")
    only = CannedReply.objects.create(shortcut="ja", title="Japanese only")
    CannedText.objects.create(reply=only, language="ja", text="お待ちください。")
    other = CannedReply.objects.create(shortcut="secret", title="Of security", team=cast.security)
    CannedText.objects.create(reply=other, language="ko", text="…")
    found = {
        r["shortcut"]: r for r in sign_in(cast.ada).get(f"/desk/c/{told.reference}/canned").json()["replies"]
    }
    assert found["txid"]["text"] == "Kim 님, 거래 ID를 알려 주세요."
    assert not found["txid"]["missing"]
    assert found["ja"]["missing"]
    assert "secret" not in found


def test_only_a_failed_answer_goes_out_again(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    sent = send(ada, told.reference, "Yes.").json()["m"]
    path = f"/desk/c/{told.reference}/m/{sent}/retry"
    assert ada.post(path).status_code == 422
    Message.objects.filter(id=sent).update(state="failed", state_reason="mailbox full")
    assert "mailbox full" in ada.get(f"/desk/all/{told.reference}").content.decode()
    assert sign_in(cast.otto).post(path).status_code == 404
    assert ada.post(path).status_code == 200
    assert Message.objects.get(id=sent).state == "queued"
    assert ada.post(f"/desk/c/{told.reference}/m/{told.message_id}/retry").status_code == 404


def test_every_change_is_told_in_the_thread(cast: Cast, sign_in, told) -> None:
    ada, path = sign_in(cast.ada), f"/desk/c/{told.reference}"
    assert 'data-status="pending"' in ada.post(f"{path}/status", {"status": "pending"}).content.decode()
    assert "Payments" in ada.post(f"{path}/team", {"team": cast.payments.id}).content.decode()
    ada.post(f"{path}/assign", {"agent": "me"})
    ada.post(f"{path}/priority", {"priority": "1"})
    ada.post(f"{path}/tags", {"tags": "Fraud, second factor、新規"})
    ada.post(f"{path}/subject", {"subject": "Withdrawal of 0.5 BTC"})
    page = ada.get(f"/desk/all/{told.reference}").content.decode()
    for told_so in (
        "Ada took it over",
        "Ada handed it to Payments",
        "Ada set the priority: Urgent",
        "Ada set the tags: fraud, second factor, 新規",
        "Withdrawal of 0.5 BTC",
    ):
        assert told_so in page
    assert ada.post(f"{path}/status", {"status": "snoozed"}).status_code == 422
    assert ada.post(f"{path}/status", {"status": "nonsense"}).status_code == 422
    assert ada.post(f"{path}/priority", {"priority": "x"}).status_code == 422
    assert Conversation.objects.get().status == "pending"


def test_handing_over_to_a_team_that_is_not_ones_own_ends_the_sight_of_it(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    assert ada.post(f"/desk/c/{told.reference}/team", {"team": cast.security.id}).status_code == 204
    assert ada.get(f"/desk/all/{told.reference}").status_code == 404
    assert sign_in(cast.otto).get(f"/desk/all/{told.reference}").status_code == 200


def test_what_the_team_knows_of_a_customer(cast: Cast, sign_in, told) -> None:
    ada, path = sign_in(cast.ada), f"/desk/c/{told.reference}/customer"
    assert ada.post(f"{path}/notes", {"notes": "Prefers <i>mail</i>"}).status_code == 204
    assert "Prefers &lt;i&gt;mail&lt;/i&gt;" in ada.get(path).content.decode()
