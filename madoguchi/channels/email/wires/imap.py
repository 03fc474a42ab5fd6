"""Reading one mailbox: a thread that fetches a few mails, keeps them together, then says so to the server."""

from __future__ import annotations

import imaplib
import logging
import random
import threading
import time
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from madoguchi.channel_kit.actions import hold, take_in_many
from madoguchi.channel_kit.contract import Payload
from madoguchi.channels.email.accounts import Account, BadAccount, imap_account, signed_in
from madoguchi.channels.email.oauth import NoToken
from madoguchi.channels.email.problems import WireProblem
from madoguchi.channels.email.wires import lease
from madoguchi.channels.email.wires.lease import LeaseLost, Place
from madoguchi.channels.email.wires.session import Session
from madoguchi.core.crypto import Unreadable
from madoguchi.inbox.actions import wire_failed, wire_works
from madoguchi.inbox.queries import inbox_facts

log = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 300.0
# A slow server must not keep the first mail of a batch waiting for the last, nor outlast the lease.
GATHER_SECONDS = 5.0

PROBLEMS = (WireProblem, BadAccount, NoToken, Unreadable, imaplib.IMAP4.error, OSError)


class Poller(threading.Thread):
    """Reads one mailbox until `stop`; a server that is away is tried again, each time a little later."""

    def __init__(self, inbox_id: UUID, *, holder: str) -> None:
        super().__init__(name=f"mailbox-{inbox_id}", daemon=True)
        self._inbox_id = inbox_id
        self._holder = holder
        self._ended = threading.Event()
        self._renewed = 0.0

    def stop(self) -> None:
        """Ask it to end; it does so after the mails it is reading."""
        self._ended.set()

    def run(self) -> None:
        failures = 0
        while not self._ended.is_set():
            wait = lease.renew_seconds() * (1 + random.random() / 15)  # noqa: S311 - jitter
            try:
                close_old_connections()
                if lease.claim(self._inbox_id, holder=self._holder):
                    self._renewed = time.monotonic()
                    self._read()
                    failures, wait = 0, FIRST_WAIT_SECONDS
            except LeaseLost:
                log.info("another process reads the mailbox of %s now", self._inbox_id)
            except Exception as error:
                failures += 1
                wait = min(FIRST_WAIT_SECONDS * 2 ** (failures - 1), LONGEST_WAIT_SECONDS)
                wait *= 0.75 + random.random() / 2  # noqa: S311 - jitter
                self._report(error, wait)
            self._ended.wait(wait)
        self._leave()

    def _read(self) -> None:
        """One connection, from sign-in until it breaks, the lease is lost or the end."""
        facts = inbox_facts(self._inbox_id)
        account = imap_account(facts)
        if account is None:
            raise BadAccount("The inbox has no IMAP server.")
        with signed_in(account, facts, Session) as session:
            place = self._place(session.open())
            wire_works(inbox_id=self._inbox_id)
            while not self._ended.is_set():
                place = self._take_new(session, place)
                self._await_news(session, account)

    def _place(self, uid_validity: int) -> Place:
        """Where to go on. In a folder never seen under this UIDVALIDITY all that is unread is taken, from the start."""
        known = lease.place_of(self._inbox_id)
        return known if known.uid_validity == uid_validity else Place(uid_validity, 0)

    def _take_new(self, session: Session, place: Place) -> Place:
        newest = 0 if place.last_uid else max(session.search("UID", "*"), default=0)
        criteria = ("UID", f"{place.last_uid + 1}:*") if place.last_uid else ("UNSEEN",)
        new = uids = [uid for uid in session.search(*criteria) if uid > place.last_uid]
        while uids and not self._ended.is_set():
            taken = self._take(session, uids[: settings.MAIL_BATCH])
            session.mark_seen(taken)
            place = Place(place.uid_validity, taken[-1])
            lease.move_to(self._inbox_id, place, holder=self._holder)
            self._renewed = time.monotonic()
            uids = uids[len(taken) :]
        if (
            newest > place.last_uid and not self._ended.is_set()
        ):  # all that was read before we came is behind us
            place = Place(place.uid_validity, newest)
            lease.move_to(self._inbox_id, place, holder=self._holder)
        if new:
            wire_works(inbox_id=self._inbox_id)
        return place

    def _take(self, session: Session, uids: Sequence[int]) -> list[int]:
        """Keep the first of these mails together, as many as MAIL_BATCH_BYTES and GATHER_SECONDS let us; which ones."""
        sizes = session.sizes(uids)
        end = time.monotonic() + min(GATHER_SECONDS, lease.renew_seconds())
        room = settings.MAIL_BATCH_BYTES
        taken: list[int] = []
        mails: list[Payload] = []
        for uid in uids:
            size = sizes.get(uid)
            if taken and ((size or 0) > room or time.monotonic() > end):
                break
            taken.append(uid)
            if size is None:
                continue  # it is gone
            if size > settings.MAIL_BYTES:
                self._hold(session, uid, size)
            elif (content := session.fetch(uid)) is not None:
                mails.append(Payload("email", self._inbox_id, content))
                room -= size
        take_in_many(mails)
        return taken

    def _hold(self, session: Session, uid: int, size: int) -> None:
        """One that is too large waits in quarantine with its head alone."""
        content = session.fetch(uid, head_only=True)
        if content is not None:
            problem = f"The mail has {size} bytes, more than the {settings.MAIL_BYTES} that are taken in."
            hold(channel="email", inbox_id=self._inbox_id, content=content, problem=problem)

    def _await_news(self, session: Session, account: Account) -> None:
        self._beat()  # before anything else: where there is news at once, nothing below renews
        if session.can_idle:
            session.wait(stopping=self._ended.is_set, beat=self._beat)
            return
        end = time.monotonic() + settings.MAIL_POLL_SECONDS
        while time.monotonic() < end and not self._ended.wait(min(1.0, settings.MAIL_POLL_SECONDS)):
            self._beat()
        session.noop()

    def _beat(self) -> None:
        """Renew the lease while nothing comes. Raises LeaseLost."""
        if time.monotonic() - self._renewed < lease.renew_seconds():
            return
        close_old_connections()
        if not lease.claim(self._inbox_id, holder=self._holder):
            raise LeaseLost
        self._renewed = time.monotonic()

    def _report(self, error: Exception, wait: float) -> None:
        expected = isinstance(error, PROBLEMS)
        reason = str(error) if expected else f"{type(error).__name__}: {error}"
        log.log(
            logging.WARNING if expected else logging.ERROR,
            "the mailbox of %s cannot be read, next try in %.0f s: %s",
            self._inbox_id,
            wait,
            reason,
            exc_info=None if expected else error,
        )
        try:
            wire_failed(inbox_id=self._inbox_id, reason=reason or type(error).__name__)
        except DatabaseError:
            log.warning("nor can the database be written")

    def _leave(self) -> None:
        try:
            lease.release(self._inbox_id, holder=self._holder)
        except DatabaseError:
            log.warning("the lease of a mailbox was not given back; it ends by itself")
        finally:
            connection.close()
