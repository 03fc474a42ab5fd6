"""Mails that a program writes: right headers, nothing smuggled in, and a real server at the other end."""

from __future__ import annotations

import email
import socket
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from madoguchi.core.mail import MailProblem, send_mail_message


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SMTP_URL, settings.HOME = "", tmp_path
    return tmp_path / "mail"


def _only(folder: Path) -> email.message.EmailMessage:
    (path,) = folder.iterdir()
    return email.message_from_bytes(path.read_bytes(), policy=default)  # type: ignore[return-value]


def test_without_a_server_it_is_a_file_that_a_mail_program_can_read(folder: Path) -> None:
    sent = send_mail_message(
        "yuki@example.jp",
        "受付番号 7KQ2M",
        "お問い合わせ",
        "<p>お問い合わせ</p>",
        language="ja",
        from_name="Hoshi Exchange",
    )
    mail = _only(folder)
    assert mail["Subject"] == "受付番号 7KQ2M"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "ja"
    assert mail["From"] == "Hoshi Exchange <support@hoshi.example>"
    assert mail["Message-ID"] == f"<{sent}>"
    assert mail.get_body(("plain",)).get_content().strip() == "お問い合わせ"
    assert "<p>" in mail.get_body(("html",)).get_content()


def test_a_line_break_in_a_header_adds_no_header(folder: Path) -> None:
    send_mail_message(
        "kim@example.com", "hi\r\nBcc: all@example.com", "x", headers={"Reply-To": "a@b.example\nX-Evil: 1"}
    )
    mail = _only(folder)
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert mail["Subject"] == "hi Bcc: all@example.com"


@pytest.mark.parametrize(
    "bad", ["", "kim", "@example.com", "kim@", "a b@x.example\r\nRCPT TO:<all>", "kim@" + "x" * 300]
)
def test_what_is_no_address_is_refused_for_good(folder: Path, bad: str) -> None:
    with pytest.raises(MailProblem) as problem:
        send_mail_message(bad, "s", "t")
    assert problem.value.permanent
    assert not folder.exists()


class _Box(Message):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def handle_message(self, message: object) -> None:
        self.got.append(message)


def test_a_server_gets_it_and_one_that_is_away_is_tried_again(settings: Any) -> None:
    box = _Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    try:
        send_mail_message("kim@example.com", "hello", "text")
    finally:
        controller.stop()
    assert len(box.got) == 1
    with pytest.raises(MailProblem) as problem:
        send_mail_message("kim@example.com", "hello", "text")
    assert not problem.value.permanent
