"""Do an inbox's mail servers let us in? Tried for the settings screen, with an answer in plain words."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from madoguchi.channels.email.accounts import Account, BadAccount, imap_account, signed_in, smtp_account
from madoguchi.channels.email.oauth import NoToken
from madoguchi.channels.email.problems import WireProblem, said
from madoguchi.channels.email.reach import connected
from madoguchi.channels.email.send.connect import smtp_connection
from madoguchi.channels.email.setup import refused_words
from madoguchi.channels.email.wires.session import Session
from madoguchi.core.crypto import Unreadable
from madoguchi.core.inside import HostRefused, HostUnknown
from madoguchi.inbox.queries import InboxFacts

# Shared by all checks of this process: a server that keeps silent holds one of these, never a page.
_POOL = ThreadPoolExecutor(4, thread_name_prefix="mail-check")
KNOCK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Found:
    """What trying one server showed; `good`: it let us in."""

    good: bool
    text: str


def check_mailbox(facts: InboxFacts) -> list[Found]:
    """Sign in where mail is read and where answers are handed over; takes at most MAIL_CHECK_SECONDS for each."""
    tries: tuple[tuple[Callable[[InboxFacts], Account | None], Callable[[Account], str]], ...] = (
        (imap_account, lambda account: _read(account, facts)),
        (smtp_account, lambda account: _send(account, facts)),
    )
    found: list[Found | Future[Found]] = []
    for account_of, attempt in tries:
        try:
            account = account_of(facts)
        except (BadAccount, NoToken, Unreadable) as error:
            found.append(Found(False, str(error)))
            continue
        if account is not None:
            found.append(_POOL.submit(_tried, account, attempt))
    return [_in_time(one) if isinstance(one, Future) else one for one in found]


def _in_time(attempt: Future[Found]) -> Found:
    try:
        return attempt.result(settings.MAIL_CHECK_SECONDS)
    except TooSlow:
        attempt.cancel()
        return Found(False, _("The server took the connection and then said nothing. Is it the right port?"))


def _tried(account: Account, attempt: Callable[[Account], str]) -> Found:
    try:
        # Whether anything answers there at all; nothing is said yet, and no password leaves.
        connected(account, seconds=KNOCK_SECONDS).close()
        return Found(True, attempt(account))
    except WireProblem as error:
        return Found(False, _words(error.__cause__ or error, account) or str(error))
    except (OSError, imaplib.IMAP4.error, smtplib.SMTPException, ValueError, HostRefused) as error:
        return Found(False, _words(error, account) or said(str(error), hide=account.hidden()))
    except Exception as error:  # a token that cannot be had, for instance
        return Found(False, said(str(error), hide=account.hidden()))


def _read(account: Account, facts: InboxFacts) -> str:
    with signed_in(account, facts, Session) as session:
        session.open()
        unread = len(session.search("UNSEEN"))
    words = _("Reading works: %(host)s let us in; %(n)s unread mails wait in %(folder)s.")
    return words % {"host": account.host, "n": unread, "folder": account.folder}


def _send(account: Account, facts: InboxFacts) -> str:
    sender = facts.address
    with signed_in(account, facts, smtp_connection) as server:
        code, why = server.mail(sender)
        if code >= 400:
            words = _("%(host)s let us in but takes no mail from %(sender)s: %(said)s")
            raise ValueError(words % {"host": account.host, "sender": sender, "said": said(why)})
        server.rset()
    return _("Sending works: %(host)s let us in and takes mail from %(sender)s.") % {
        "host": account.host,
        "sender": sender,
    }


def _words(error: BaseException, account: Account) -> str:
    """The reader's words for an error; empty where the error's own say it best."""
    place = {"host": account.host, "port": account.port}
    if isinstance(error, HostRefused):
        return refused_words(account.host)
    if isinstance(error, HostUnknown | socket.gaierror):
        return _("There is no server named %(host)s. Is the name spelt right?") % place
    if isinstance(error, ssl.SSLCertVerificationError):
        why = {"why": error.verify_message}
        return _("%(host)s shows a certificate that is not trusted (%(why)s). Is it the right name?") % (
            place | why
        )
    if isinstance(error, ssl.SSLError):
        return (
            _("%(host)s does not speak TLS on port %(port)s. STARTTLS or another port may be right.") % place
        )
    if isinstance(error, ConnectionRefusedError):
        return _("Nothing answers at %(host)s on port %(port)s. Is the port right?") % place
    if isinstance(error, TimeoutError):
        return _("%(host)s does not answer on port %(port)s. A firewall may be between us.") % place
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("%(host)s refuses user or password: %(said)s") % (
            place | {"said": said(error.smtp_error, hide=account.hidden())}
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _("%(host)s offers no STARTTLS or no sign-in on port %(port)s. Is the port right?") % place
    return ""
