"""The door for mail servers: LMTP (RFC 2033), or SMTP for those that cannot.

A mail is accepted for a recipient only after it is kept; trouble of ours answers 451, so that the server tries again.
It takes mail for our own mailboxes alone and hands nothing on, so it can never be an open relay.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from dataclasses import dataclass
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session, syntax
from django.conf import settings

from madoguchi.channels.email.wires.doors import inbox_of
from madoguchi.channels.email.wires.together import Intake

log = logging.getLogger(__name__)
RECIPIENTS = 100
SILENCE_SECONDS = 300


class RefusedToListen(ValueError):
    """The address must not be listened on; the text says what to set."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where to listen and which networks may connect."""

    host: str
    port: int
    peers: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

    def admits(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        plain = getattr(peer, "ipv4_mapped", None) or peer
        return any(plain.version == network.version and plain in network for network in self.peers)


def door_from_settings() -> Door | None:
    """None where LMTP_LISTEN is empty. Raises RefusedToListen."""
    if not settings.LMTP_LISTEN:
        return None
    host, _, port = settings.LMTP_LISTEN.rpartition(":")
    host = host.strip("[]")
    if not port.isdigit():
        raise RefusedToListen("MADOGUCHI_LMTP_LISTEN must look like 127.0.0.1:2424.")
    try:
        peers = tuple(ipaddress.ip_network(peer) for peer in settings.LMTP_PEERS)
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise RefusedToListen(f"MADOGUCHI_LMTP_LISTEN or MADOGUCHI_LMTP_PEERS: {error}.") from error
    if any(peer.prefixlen == 0 for peer in peers):
        raise RefusedToListen("MADOGUCHI_LMTP_PEERS would let everybody in. List your mail servers.")
    if not loopback and all(peer.is_loopback for peer in peers):
        raise RefusedToListen(
            f"{host} can be reached from elsewhere: list your mail servers in MADOGUCHI_LMTP_PEERS first."
        )
    return Door(host or "127.0.0.1", int(port), peers)


class Protocol(SMTP):
    """One connection. After LHLO each recipient gets an answer of its own (RFC 2033, section 4.2)."""

    def __init__(self, handler: Handler, door: Door) -> None:
        super().__init__(
            handler,
            data_size_limit=settings.MAIL_BYTES,
            enable_SMTPUTF8=True,
            ident="Madoguchi",
            timeout=SILENCE_SECONDS,
        )
        self._door = door
        self.speaks_lmtp = False

    def connection_made(self, transport: Any) -> None:
        peer = transport.get_extra_info("peername")
        if not self._door.admits(peer[0] if isinstance(peer, tuple) else ""):
            transport.write(b"554 5.7.1 You may not connect here.\r\n")
            transport.close()
            log.warning("a connection from %s to the mail door was refused", peer)
            return
        super().connection_made(transport)

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, arg: str) -> None:
        """The greeting of LMTP."""
        self.speaks_lmtp = True
        await super().smtp_EHLO(arg)


class Handler:
    """Commands of all connections; what touches the database runs on the intake's threads."""

    def __init__(self) -> None:
        self.intake = Intake()

    async def handle_RCPT(
        self, server: Protocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            inbox_id = await self.intake.run(inbox_of, address)
        except Exception:
            log.exception("a recipient could not be looked up")
            return "451 4.3.0 Try again later"
        if inbox_id is None:
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Protocol, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        sender = envelope.mail_from or ""
        answers: list[str] = await asyncio.gather(
            *(self.intake.take(content, recipient, sender) for recipient in envelope.rcpt_tos)
        )
        if server.speaks_lmtp:
            return "\r\n".join(answers)
        return next((answer for answer in answers if not answer.startswith("2")), answers[0])


class MailDoor:
    """Started and stopped with the server."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._handler = Handler()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Raises OSError if the address is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Protocol(self._handler, self._door), host=self._door.host, port=self._door.port
        )
        log.info("mail servers may deliver at %s:%s", self._door.host, self.port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        await asyncio.get_running_loop().run_in_executor(None, self._handler.intake.stop)
