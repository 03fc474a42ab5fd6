"""Servers that repeat what they refuse: no password and no token of ours comes back out in a problem's words."""

from __future__ import annotations

import socketserver
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.problems import SignInRefused
from madoguchi.channels.email.send.connect import smtp_connection
from madoguchi.channels.email.wires.connect import imap_connection

USER, PASSWORD, TOKEN = "support@hoshi.example", 'hor"se battery', "ya29.a-token"


class RudeImap(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"* OK what?\r\n")
        for line in self.rfile:
            tag, command = line.split()[:2]
            if command == b"CAPABILITY":
                self.wfile.write(b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n" + tag + b" OK done\r\n")
            elif command == b"AUTHENTICATE":
                self.wfile.write(b"+ \r\n")
                self.rfile.readline()
                self.wfile.write(tag + b" NO not with " + TOKEN.encode() + b"\r\n")
            else:
                self.wfile.write(tag + b" NO I do not like " + line)


class RudeSmtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 what?\r\n")
        for line in self.rfile:
            if line.upper().startswith(b"EHLO"):
                self.wfile.write(b"250-hello\r\n250 AUTH PLAIN XOAUTH2\r\n")
            else:
                self.wfile.write(b"535 I do not like " + line)


@contextmanager
def rude(handler: type[socketserver.StreamRequestHandler]) -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


@pytest.mark.parametrize(
    ("password", "token", "mechanism"),
    [(PASSWORD, "", ""), ("", TOKEN, "XOAUTH2")],
    ids=["password", "token"],
)
def test_a_mailbox_that_repeats_our_secret(password: str, token: str, mechanism: str) -> None:
    with rude(RudeImap) as port, pytest.raises(SignInRefused) as refused:
        imap_connection(
            Account("127.0.0.1", port, "none", USER, password=password, token=token, mechanism=mechanism)
        )
    assert "…" in str(refused.value)
    for secret in (PASSWORD, PASSWORD.replace('"', '\\"'), "battery", TOKEN):
        assert secret not in str(refused.value)


@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_server_for_answers_that_repeats_our_secret(token: str) -> None:
    account = Account("127.0.0.1", 0, "none", USER, password=PASSWORD, token=token, mechanism="XOAUTH2")
    with rude(RudeSmtp) as port, pytest.raises(SignInRefused) as refused:
        smtp_connection(replace(account, port=port))
    assert f"I do not like AUTH {'XOAUTH2' if token else 'PLAIN'} …" in str(refused.value)
    assert b64encode(PASSWORD.encode()).decode() not in str(refused.value)


def test_an_account_in_a_log_shows_neither_password_nor_token() -> None:
    shown = repr(Account("127.0.0.1", 1, "tls", USER, password=PASSWORD, token=TOKEN))
    assert USER in shown
    assert "battery" not in shown
    assert TOKEN not in shown
