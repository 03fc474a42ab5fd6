"""Lena typed a server in on a screen; its name leads into our own network later on. The operator's may be anywhere."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.problems import WireProblem
from madoguchi.channels.email.reach import connected
from madoguchi.channels.email.send.connect import smtp_connection
from madoguchi.channels.email.wires.connect import imap_connection

NAME = "mail.hoshi.example"


@pytest.fixture
def inside() -> Iterator[socket.socket]:
    """A service of our own network that mail must not reach."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        yield listener


@pytest.fixture
def leads_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What the name service says about NAME, the next time something else; returns what it was asked."""

    def set_up(*answers: str) -> list[str]:
        asked: list[str] = []
        real = socket.getaddrinfo

        def answer(host: str, *arguments: Any, **more: Any) -> Any:
            if host == NAME:
                host = answers[min(len(asked), len(answers) - 1)]
                asked.append(host)
            return real(host, *arguments, **more)

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        return asked

    return set_up


@pytest.mark.parametrize("connect", [imap_connection, smtp_connection])
@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
def test_nothing_is_said_to_a_server_inside(
    connect: Callable[[Account], object], tls: str, inside: socket.socket, leads_to: Any, settings: Any
) -> None:
    settings.MAIL_HOSTS_INSIDE = []
    leads_to("127.0.0.1")
    account = Account(NAME, inside.getsockname()[1], tls, user="support", password="secret", checked=True)
    with pytest.raises(WireProblem, match="MADOGUCHI_MAIL_HOSTS_INSIDE"):
        connect(account)
    with pytest.raises(TimeoutError):
        inside.accept()


def test_the_connection_goes_to_the_address_that_was_checked(
    inside: socket.socket, leads_to: Any, settings: Any
) -> None:
    settings.MAIL_HOSTS_INSIDE = ["127.0.0.2"]
    port = inside.getsockname()[1]
    with socket.create_server(("127.0.0.2", port)):
        asked = leads_to("127.0.0.2", "127.0.0.1")
        with connected(Account(NAME, port, "none", checked=True), seconds=5) as connection:
            assert connection.getpeername() == ("127.0.0.2", port)
    assert asked == ["127.0.0.2"]
    with pytest.raises(TimeoutError):
        inside.accept()


def test_one_that_the_operator_listed_and_one_that_he_set_himself(
    inside: socket.socket, leads_to: Any, settings: Any
) -> None:
    leads_to("127.0.0.1")
    settings.MAIL_HOSTS_INSIDE = [NAME]
    connected(Account(NAME, inside.getsockname()[1], "none", checked=True), seconds=5).close()
    settings.MAIL_HOSTS_INSIDE = []
    connected(Account(NAME, inside.getsockname()[1], "none"), seconds=5).close()


def test_a_name_that_nobody_knows(leads_to: Any) -> None:
    leads_to("no-such-server.invalid")
    with pytest.raises(WireProblem, match="name is not known"):
        smtp_connection(Account(NAME, 25, "none", checked=True))
