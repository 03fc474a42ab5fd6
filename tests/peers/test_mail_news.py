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


def test_a_number_that_is_told_again_is_no_news(mail_servers: MailWorld) -> None:
    mail_servers.dovecot.empty()
    account = Account("127.0.0.1", mail_servers.dovecot.imap_port, "none", user=SUPPORT, password=PASSWORD)
    with Session(account) as session:
        session.open()
        assert session.search("UNSEEN") == []
        waited: list[int] = []
        for _ in range(3):
            # As servers do that tell the size of the folder with every answer (RFC 9051, 7: at any time).
            session._imap.untagged_responses["EXISTS"] = [b"0"]
            session.wait(stopping=lambda: bool(waited), beat=lambda: waited.append(1))
            assert waited.pop() == 1, "it waits all the same"

        # One mail gone and one come: the number is the same, and there is news.
        session._imap.untagged_responses |= {"EXISTS": [b"0"], "EXPUNGE": [b"1"]}
        session.wait(stopping=lambda: False, beat=lambda: pytest.fail("it waits while a mail lies there"))
