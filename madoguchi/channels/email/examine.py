"""Do the mail servers let us in? Asked by signing in, as reading and sending do."""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from functools import partial

from madoguchi.channels.email.accounts import (
    BadAccount,
    account_of_url,
    imap_account,
    signed_in,
    smtp_account,
)
from madoguchi.channels.email.oauth import NoToken
from madoguchi.channels.email.problems import WireProblem
from madoguchi.channels.email.send.connect import smtp_connection
from madoguchi.channels.email.wires.session import Session
from madoguchi.core.crypto import Unreadable
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel

TROUBLE = (WireProblem, BadAccount, NoToken, Unreadable, imaplib.IMAP4.error, OSError)


def server_problem(url: str) -> str:
    """What keeps us from the server of SMTP_URL; empty: nothing."""
    return _problem(lambda: smtp_connection(account_of_url(url)).close())


def mailbox_problems() -> tuple[int, list[str]]:
    """How many servers of inboxes were asked, and what is wrong, each with the inbox's address."""
    asked, found = 0, []
    for facts in inboxes_of_channel("email"):
        for protocol, ask in (("imap", _read), ("smtp", _send)):
            if facts.settings.get(protocol):
                asked += 1
                problem = _problem(partial(ask, facts))
                found += [f"{facts.address}: {problem}"] if problem else []
    return asked, found


def _read(facts: InboxFacts) -> None:
    account = imap_account(facts)
    if account is not None:
        with signed_in(account, facts, Session) as session:
            session.open()


def _send(facts: InboxFacts) -> None:
    account = smtp_account(facts)
    if account is not None:
        signed_in(account, facts, smtp_connection).close()


def _problem(attempt: Callable[[], None]) -> str:
    try:
        attempt()
    except TROUBLE as error:
        return str(error)
    return ""
