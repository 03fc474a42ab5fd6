"""Signatures of people, mail programs and companies are folded away."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse.visible import Part, fold, visible_text

PROGRAMS = [
    "Sent from my iPhone",
    "Sent from my Pixel 7, please excuse any typos.",
    "Get Outlook for iOS<https://mail.example/app>",
    "Sent from Yahoo Mail on Android",
    "(sent from a phone)",
    "发自我的 iPhone",
    "從我的 iPhone 傳送",
    "发自我的华为手机",
    "获取 Outlook for iOS",
    "iPhoneから送信",
    "나의 iPhone에서 보냄",
    "Enviado desde mi iPhone",
    "Отправлено с iPhone",
    "Отправлено из мобильной Почты Mail.ru",
    "Enviado do meu iPhone",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Wysłane z iPhone'a",
    "Sendt fra min iPhone",
    "Skickat från min iPhone",
    "Lähetetty iPhonesta",
    "Odesláno z iPhonu",
    "iPhone'umdan gönderildi",
    "Đã gửi từ iPhone của tôi",
]


@pytest.mark.parametrize("line", PROGRAMS)
def test_lines_of_mail_programs(line: str) -> None:
    assert visible_text(f"My code never arrived.\n\n{line}") == "My code never arrived."
    below = "\n\nOn Mon, 3 May 2027 at 10:15, Ada <ada@desk.example> wrote:\n> Hello"
    assert visible_text(f"My code never arrived.\n\n{line}{below}") == "My code never arrived."
    assert visible_text(line) == ""


@pytest.mark.parametrize(
    "block",
    [
        "-- \nKim Lee\nTraders Ltd\n+82 2 555 0100",
        "--\nKim Lee",
        "__\nKim Lee",
        "—\nKim Lee, kim@x.example",
        "_______________________\nMarta\nhttps://marta.example",
        "────────────\n田中ゆき\nTEL 03-5555-0100\n────────────",
    ],
)
def test_delimited_blocks(block: str) -> None:
    assert visible_text(f"Where is my deposit?\n\n{block}\n") == "Where is my deposit?"


@pytest.mark.parametrize(
    "legal",
    [
        "This e-mail and any attachments are confidential.\nIf you got it by mistake, delete it.",
        "本邮件及其附件含有保密信息。",
        "このメールには機密情報が含まれている場合があります。",
        "본 메일은 지정된 수신인만을 위한 것입니다.",
        "Este mensaje y sus adjuntos son confidenciales.",
        "Это сообщение и любые вложения конфиденциальны.",
        "Esta mensagem e seus anexos são confidenciais.",
    ],
)
def test_legal_paragraphs(legal: str) -> None:
    assert visible_text(f"Please close my account.\n\n{legal}") == "Please close my account."


def test_fold_keeps_every_word_in_order() -> None:
    text = "Yes, solved.\n\n-- \nKim\n\nOn Mon, 3 May 2027 at 10:15, Ada <ada@desk.example> wrote:\n> Is it solved?\n"
    parts = fold(text)
    assert [part.kind for part in parts] == ["visible", "signature", "quote"]
    assert parts[0] == Part(kind="visible", text="Yes, solved.")
    assert "\n".join(part.text for part in parts).split() == text.split()


def test_fold_shows_a_plain_mail_whole() -> None:
    assert fold("Hello\n\nKim") == [Part(kind="visible", text="Hello\n\nKim")]
    assert fold("") == []
