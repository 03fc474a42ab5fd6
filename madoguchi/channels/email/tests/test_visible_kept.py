"""What only looks like a quote or a signature stays: a customer's words about money are never lost."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse.visible import visible_text

WORDS = [
    "I sent 100 USDT on 3 May 2027 to 0x52908400098527886E0F7030069857D2E4169EE7",
    "From: 0xabc\nTo: 0xdef\nDate: 2027-01-01\nAmount: 5 ETH",
    "From: my wallet\nTo: my account at your exchange",
    "Sent from my wallet to yours",
    "Sent from my desk, which is a bit much easier than my phone.",
    "Enviado desde mi billetera hace dos horas",
    "Отправлено с биржи 100 USDT",
    "来自我的钱包的转账没有到账",
    "ウォレットから送信",
    "내 지갑에서 보냄",
    "Enviado da minha carteira",
    "Date: 2027-05-03\nTime: 10:00\nAmount: 5 BTC",
    "The agent wrote:\nplease wait\nbut I waited for 3 days",
    "On 3 May 2027 I opened a ticket.\nNobody answered:\nwhy?",
    "Am 3. Mai 2027 schrieb ich Ihnen:\nwo ist mein Geld?",
    "I wrote to you on 3.5.2027 at 10:15 about this:\nmy code is wrong",
    "1. I logged in\n2. It said:\nwrong password",
    "| coin | amount |\n| BTC | 1 |",
    "Address: bc1qexample\n---\nTXID: 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
    "My question\n-----\nCan I get it back?",
    "```\n> not a quote\nFrom: a@x.example\nTo: b\nSubject: c\n```\nThat is the log.",
    "Look at this:\n>>> >>> http://www.example.com <<<\nIs it yours?",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("frame", ["{}", "Hello,\n\n{}", "Hello,\n\n{}\n\nThank you"])
def test_stays(words: str, frame: str) -> None:
    text = frame.format(words)
    assert visible_text(text) == text


def test_a_quote_in_the_middle_without_an_intro_stays() -> None:
    text = "Your site says\n\n> deposits are instant\n\nbut mine is not."
    assert visible_text(text) == text


def test_a_name_below_the_greeting_stays() -> None:
    text = "Please help.\n\nBest regards,\nKim Lee"
    assert visible_text(text) == text


def test_windows_line_ends_are_read() -> None:
    assert visible_text("one\r\ntwo\r\n") == "one\ntwo"
