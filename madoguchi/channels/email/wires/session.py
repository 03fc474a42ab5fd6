"""One IMAP connection (RFC 9051): sign in, see what is new, fetch it, wait for more."""

from __future__ import annotations

import imaplib
import re
import select
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any

from madoguchi.channels.email.accounts import Account
from madoguchi.channels.email.problems import WireProblem, said
from madoguchi.channels.email.wires.connect import imap_connection, quoted

# RFC 2177: a server may end a connection that idles for half an hour.
IDLE_SECONDS = 28 * 60
# How long one wait on the socket lasts before it is asked whether to stop.
TICK_SECONDS = 0.5
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_UID = re.compile(rb"UID (\d{1,12})")
_LITERAL = re.compile(rb"BODY\[(?:HEADER)?\] ")


class Session:
    """A mailbox opened for reading. Every method raises WireProblem, IMAP4.error or OSError."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._imap = imap_connection(account)
        self._exists: bytes | None = None
        self.can_idle = b"IDLE" in b" ".join(
            c.encode() if isinstance(c, str) else c for c in self._imap.capabilities
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._imap.logout()
        except (OSError, imaplib.IMAP4.error):
            self._imap.shutdown()

    def open(self) -> int:
        """Select the folder; returns its UIDVALIDITY."""
        self._ok("SELECT", *self._imap.select(quoted(self._account.folder)))
        values = self._imap.response("UIDVALIDITY")[1]
        if not values or values[0] is None:
            raise WireProblem("The server gives no UIDVALIDITY for the folder.")
        return int(values[0])

    def search(self, *criteria: str) -> list[int]:
        """UIDs, ascending."""
        self._told_of_more()  # this search finds what the server has told of until now
        data = self._ok("SEARCH", *self._imap.uid("SEARCH", *criteria))
        return sorted({int(number) for line in data if isinstance(line, bytes) for number in line.split()})

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Bytes of each mail; one that is gone is not named."""
        data = self._ok("FETCH", *self._imap.uid("FETCH", _set(uids), "(UID RFC822.SIZE)"))
        found = [(_UID.search(line), _SIZE.search(line)) for line in _lines(data)]
        return {int(uid[1]): int(size[1]) for uid, size in found if uid and size}

    def fetch(self, uid: int, *, head_only: bool = False) -> bytes | None:
        """The raw mail, or its header block; None if it is gone. Does not mark it as seen."""
        what = "BODY.PEEK[HEADER]" if head_only else "BODY.PEEK[]"
        data = self._ok("FETCH", *self._imap.uid("FETCH", str(uid), f"(UID {what})"))
        for item in data:
            if isinstance(item, tuple) and _LITERAL.search(item[0]):
                return bytes(item[1])
        return None

    def mark_seen(self, uids: Sequence[int]) -> None:
        self._ok("STORE", *self._imap.uid("STORE", _set(uids), "+FLAGS.SILENT", r"(\Seen)"))

    def noop(self) -> None:
        """Ask for news, which also keeps the connection."""
        self._ok("NOOP", *self._imap.noop())

    def wait(self, *, stopping: Callable[[], bool], beat: Callable[[], None]) -> None:
        """IDLE until something changes or it is time to ask anew; `beat` is called now and then.

        Not at all where the server told of new mail since the last search, with its answer to whatever was asked: it
        tells once, and IDLE would be silent until the next mail comes (RFC 3501, 7.3.1).
        """
        if self._told_of_more():
            return
        tag = self._imap._new_tag()
        self._imap.send(tag + b" IDLE\r\n")
        news = self._expect_continuation()
        try:
            if not news:
                self._idle(stopping, beat)
        finally:
            self._imap.send(b"DONE\r\n")
        while not (line := self._line()).startswith(tag):
            if line.startswith(b"* BYE"):
                raise WireProblem("The server said goodbye.")

    def _told_of_more(self) -> bool:
        """Whether another number of mails was told since this was last asked; some servers repeat the same one with
        each answer. After an EXPUNGE the same number means a new mail.
        """
        told = [number for number in self._imap.response("EXISTS")[1] if number is not None]
        gone = self._imap.response("EXPUNGE")[1] != [None]
        before = self._exists
        self._exists = told[-1] if told else before
        return bool(told) and (gone or any(number != before for number in told))

    def _idle(self, stopping: Callable[[], bool], beat: Callable[[], None]) -> None:
        end = time.monotonic() + IDLE_SECONDS
        while time.monotonic() < end and not stopping():
            beat()
            if _readable(self._imap, TICK_SECONDS):
                line = self._line()
                if line.startswith(b"* BYE"):
                    raise WireProblem("The server said goodbye.")
                if not line.startswith(b"* OK"):  # "Still here" is no news; what follows it is seen next time
                    return

    def _line(self) -> bytes:
        line = self._imap.readline()
        if not line:
            raise WireProblem("The server closed the connection.")
        return line

    def _expect_continuation(self) -> bool:
        """Whether the server told of a change before it let us wait: that is news as well."""
        news = False
        while not (line := self._line()).startswith(b"+"):
            if not line.startswith(b"*"):
                raise WireProblem(f"The server refuses IDLE: {said(line)}")
            news = news or not line.startswith(b"* OK")
        return news

    def _ok(self, command: str, status: str, data: Sequence[object]) -> Sequence[object]:
        if status != "OK":
            raise WireProblem(f"The server refuses {command}: {said(data[0] if data else '')}")
        return data


def _readable(imap: imaplib.IMAP4, seconds: float) -> bool:
    """Whether a line can be read: already buffered here, already decrypted by TLS, or waiting at the socket.

    News that comes in one packet with the server's leave to wait lies in the buffer, where `select` cannot see it.
    """
    sock = imap.socket()
    buffer: Any = imap.file  # the buffered reader of imaplib
    waited = sock.gettimeout()
    sock.settimeout(0)
    try:
        if buffer.peek(1):
            return True
    except (BlockingIOError, ssl.SSLWantReadError):
        pass
    finally:
        sock.settimeout(waited)
    if isinstance(sock, ssl.SSLSocket) and sock.pending():
        return True
    return bool(select.select([sock], [], [], seconds)[0])


def _set(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))


def _lines(data: Sequence[object]) -> Iterator[bytes]:
    for item in data:
        if isinstance(item, tuple):
            yield item[0]
        elif isinstance(item, bytes):
            yield item
