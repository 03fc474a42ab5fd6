"""Ada sees beside a mail's sender what the company's own mail server found, and why."""

from __future__ import annotations

from html import unescape

import pytest

from madoguchi.channel_kit.actions import take_in
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.models import Proof
from tests.cast import Cast

MAIL = (
    "Authentication-Results: {server}; dmarc={result} header.from=mail.example\r\n"
    "From: Kim <kim@mail.example>\r\nTo: help@hoshi.example\r\nSubject: Hello\r\n"
    "Message-ID: <{result}@mail.example>\r\n\r\nWhere is my withdrawal?\r\n"
)
BADGES = ("Sender checked", "Sender may be forged", "Sender not checked")


def arrives(cast: Cast, result: str, server: str = "mx.hoshi.example") -> Conversation:
    mail = MAIL.format(server=server, result=result).encode()
    take_in(channel="email", inbox_id=cast.mail.id, content=mail)
    return Message.objects.get(external_id=f"{result}@mail.example").conversation


@pytest.mark.parametrize(
    ("result", "badge", "reason", "proof"),
    [
        ("pass", "Sender checked", "mx.hoshi.example found that mail.example stands behind this mail.", Proof.CHANNEL),
        ("fail", "Sender may be forged", "found nothing that proves that it comes from mail.example.", Proof.CLAIMED),
        ("none", "Sender not checked", "could not tell whether it comes from mail.example.", Proof.CHANNEL),
    ],
)  # fmt: skip
def test_the_finding_stands_beside_the_sender(
    cast: Cast, sign_in, settings, result: str, badge: str, reason: str, proof: Proof
) -> None:
    settings.MAIL_AUTHSERV_IDS = ["mx.hoshi.example"]
    told = arrives(cast, result)
    page = unescape(sign_in(cast.ada).get(f"/desk/all/{told.reference}").content.decode())
    assert [one for one in BADGES if one in page] == [badge]
    assert reason in page
    assert told.proof == proof


def test_mallorys_own_finding_is_not_shown(cast: Cast, sign_in, settings) -> None:
    ada = sign_in(cast.ada)
    unset = arrives(cast, "pass")
    settings.MAIL_AUTHSERV_IDS = ["mx.hoshi.example"]
    other = arrives(cast, "fail", server="mx.mallory.example")
    page = ada.get(f"/desk/all/{unset.reference}").content.decode()
    assert not [one for one in BADGES if one in page]
    page = ada.get(f"/desk/all/{other.reference}").content.decode()
    assert "Sender not checked" in page
    assert "mx.mallory.example" not in page
