"""A connection to an IMAP server, signed in: TLS first (RFC 8314), the password or token only then."""

from __future__ import annotations

import imaplib
import socket
from contextlib import suppress

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.problems import (
    UNREACHED,
    SignInRefused,
    WireProblem,
    no_starttls,
    not_reached,
    said,
)
from madoguchi.channels.email.reach import opened
from madoguchi.core.tls import tls_context

TIMEOUT_SECONDS = 60


def imap_connection(account: Account) -> imaplib.IMAP4:
    """Raises WireProblem, SignInRefused."""
    try:
        imap: imaplib.IMAP4 = _Imap(account)
    except UNREACHED as error:
        raise not_reached(error, host=account.host, port=account.port) from error
    except imaplib.IMAP4.error as error:
        raise WireProblem(f"The server does not greet as IMAP does: {said(error)}") from error
    try:
        _encrypt(imap, account)
        if account.user:
            _sign_in(imap, account)
            # Servers may know more once they know whom they serve.
            imap.capabilities = tuple(imap.capability()[1][-1].decode("ascii", "replace").upper().split())
    except BaseException as error:
        with suppress(OSError):  # the failed handshake has closed it
            imap.shutdown()
        if isinstance(error, UNREACHED):
            raise not_reached(error, host=account.host, port=account.port) from error
        if isinstance(error, imaplib.IMAP4.error):
            told = said(error, hide=account.hidden())
            raise WireProblem(f"The server ended the sign-in: {told}") from error
        raise
    return imap


class _Imap(imaplib.IMAP4):
    """The library's, but for where it connects to."""

    def __init__(self, account: Account) -> None:
        self._account = account
        super().__init__(account.host, account.port, timeout=TIMEOUT_SECONDS)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return opened(self._account, seconds=TIMEOUT_SECONDS)


def _encrypt(imap: imaplib.IMAP4, account: Account) -> None:
    """STARTTLS where it is demanded. What the server said before, in the clear, is asked for anew behind it."""
    if account.tls != "starttls":
        return
    if "STARTTLS" not in imap.capabilities or imap.state != "NONAUTH":
        raise no_starttls(account.host)
    try:
        imap.starttls(tls_context(account.ca_file))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise no_starttls(account.host) from error


def _sign_in(imap: imaplib.IMAP4, account: Account) -> None:
    if "LOGINDISABLED" in imap.capabilities and not account.token:
        raise WireProblem(f'{account.host} takes no password here: set tls to "tls" or "starttls".')
    try:
        if account.token:
            _by_token(imap, account)
        elif account.password.isascii() and account.user.isascii():
            imap.login(quoted(account.user), account.password)
        else:
            imap.authenticate("PLAIN", lambda _: f"\0{account.user}\0{account.password}".encode())
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        why = said(error.args[0] if error.args else error, hide=account.hidden())
        if "[UNAVAILABLE]" in why or "[INUSE]" in why or "[LIMIT]" in why:  # RFC 5530: later it may say yes
            raise WireProblem(f"The server cannot sign us in now: {why}") from error
        raise SignInRefused(f"The server refuses our sign-in: {why}") from error


def _by_token(imap: imaplib.IMAP4, account: Account) -> None:
    if f"AUTH={account.mechanism}" not in imap.capabilities:
        raise WireProblem(f"{account.host} does not offer to sign in by {account.mechanism}.")
    imap.authenticate(account.mechanism, lambda challenge: account.token_response(challenge).encode())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
