"""Real mail servers, and our wires connected to them."""

from __future__ import annotations

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

import pytest

from madoguchi.channels.email.accounts import sealed
from madoguchi.channels.email.wires.lmtp import MailDoor, door_from_settings
from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.jobs.worker.once import work_off
from tests import patience
from tests.cast import Cast
from tests.peers.mail import PASSWORD, MailWorld, mail_world


@pytest.fixture(scope="session")
def mail_servers() -> Iterator[MailWorld]:
    with mail_world() as world:
        yield world


class Post:
    """What customers do with their mail programs, and what our desk does with its jobs."""

    def __init__(self, world: MailWorld, cast: Cast) -> None:
        self.world = world
        self.cast = cast
        self.dovecot = world.dovecot

    def writes(self, sender: str, to: str, text: str, *, subject: str = "", **headers: str) -> str:
        """A mail through Postfix; returns its Message-ID without brackets."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = sender, to, subject
        message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(text)
        self.posts(sender, to, message.as_bytes())
        return str(message["Message-ID"])[1:-1]

    def posts(self, sender: str, to: str, raw: bytes) -> None:
        with smtplib.SMTP("127.0.0.1", self.world.smtp_port, timeout=patience.SECONDS) as server:
            server.sendmail(sender, [to], raw)

    def works_off(self) -> None:
        work_off()


@pytest.fixture
def post(mail_servers: MailWorld, transactional_db: None, cast: Cast, settings: object) -> Post:
    """The cast's mail inbox with its mailbox in Dovecot and Postfix as its server; nothing held back for undo."""
    settings.UNDO_SECONDS = 0  # type: ignore[attr-defined]
    mail_servers.dovecot.empty()
    cast.mail.settings = {
        "imap": {
            "host": "127.0.0.1",
            "port": mail_servers.dovecot.imap_port,
            "tls": "none",
            "user": cast.mail.address,
        },
        "smtp": {"host": "127.0.0.1", "port": mail_servers.smtp_port, "tls": "none"},
    }

    cast.mail.secrets = sealed({"imap_password": PASSWORD})
    cast.mail.save()
    return Post(mail_servers, cast)


@pytest.fixture
def pollers(post: Post) -> Iterator[Pollers]:
    """Our mailboxes being read."""
    running = Pollers()
    running.start()
    yield running
    assert running.stop()


@pytest.fixture
def door(mail_servers: MailWorld, transactional_db: None, settings: object) -> Iterator[MailDoor]:
    """Our own door for mail servers, where Postfix sends what is for door.example."""
    settings.LMTP_LISTEN = f"127.0.0.1:{mail_servers.door_port}"  # type: ignore[attr-defined]
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    found = door_from_settings()
    assert found is not None
    opened = MailDoor(found)
    asyncio.run_coroutine_threadsafe(opened.start(), loop).result(patience.SECONDS)
    yield opened
    asyncio.run_coroutine_threadsafe(opened.stop(), loop).result(patience.SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(patience.SECONDS)
