"""A server tells of new mail once, with its answer to whatever is asked just then: that is not slept through."""

from __future__ import annotations

import smtplib

import pytest

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.wires.session import Session
from tests import patience
from tests.peers.mail import PASSWORD, MailWorld

pytestmark = pytest.mark.peers
SUPPORT = "support@hoshi.example"
MAIL = f"From: kim@kunde.example\r\nTo: {SUPPORT}\r\nSubject: Deposit\r\n\r\nWhere is it?\r\n"


def test_what_comes_between_a_search_and_idle_is_looked_for_at_once(mail_servers: MailWorld) -> None:
    mail_servers.dovecot.empty()
    account = Account("127.0.0.1", mail_servers.dovecot.imap_port, "none", user=SUPPORT, password=PASSWORD)
    with Session(account) as session:
        session.open()
        assert session.search("UNSEEN") == []
        with smtplib.SMTP("127.0.0.1", mail_servers.smtp_port, timeout=patience.SECONDS) as server:
            server.sendmail("kim@kunde.example", [SUPPORT], MAIL.encode())
        mail_servers.dovecot.await_mail(SUPPORT)
        session.noop()  # the answer says that there is one more

        def would_sleep() -> None:
            pytest.fail("it waits for the next mail while one lies there")

        session.wait(stopping=lambda: False, beat=would_sleep)
        [found] = session.search("UNSEEN")
        session.mark_seen([found])
        assert session.search("UNSEEN") == []
        waited: list[int] = []
        session.wait(stopping=lambda: bool(waited), beat=lambda: waited.append(1))
        assert waited == [1], "without news it waits"
