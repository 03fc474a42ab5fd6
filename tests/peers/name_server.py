"""A name server of another project (dnslib) on UDP and TCP, with zones that we wrote ourselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from dnslib import CNAME, QTYPE, RCODE, RR, TXT, A, DNSLabel
from dnslib.server import BaseResolver, DNSHandler, DNSLogger, DNSServer

TXT_PIECE = 200
UDP_BYTES = 512


class Zones(BaseResolver):
    """Texts, addresses and aliases by name; `broken` names are answered with SERVFAIL.

    It is no resolver: an alias is answered alone. `asked` says how each question came.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        addresses: Mapping[str, str],
        aliases: Mapping[str, str],
        broken: Sequence[str],
    ) -> None:
        self._texts, self._addresses, self._aliases, self._broken = texts, addresses, aliases, broken
        self.asked: list[tuple[str, str]] = []

    def resolve(self, request: Any, handler: DNSHandler) -> Any:
        reply, name = request.reply(), str(request.q.qname).rstrip(".").lower()
        self.asked.append((handler.protocol, name))
        if name in self._aliases:
            reply.add_answer(RR(DNSLabel(name), QTYPE.CNAME, rdata=CNAME(self._aliases[name]), ttl=1))
        elif name in self._broken:
            reply.header.rcode = RCODE.SERVFAIL
        elif name not in self._texts and name not in self._addresses:
            reply.header.rcode = RCODE.NXDOMAIN
        elif request.q.qtype == QTYPE.TXT and name in self._texts:
            text = self._texts[name].encode()
            if handler.protocol == "udp" and len(text) > UDP_BYTES:
                reply.header.tc = 1
                return reply
            pieces = [text[at : at + TXT_PIECE] for at in range(0, len(text), TXT_PIECE)]
            reply.add_answer(RR(DNSLabel(name), QTYPE.TXT, rdata=TXT(pieces), ttl=1))
        elif request.q.qtype == QTYPE.A and name in self._addresses:
            reply.add_answer(RR(DNSLabel(name), QTYPE.A, rdata=A(self._addresses[name]), ttl=1))
        return reply


@contextmanager
def name_server(
    texts: Mapping[str, str],
    *,
    addresses: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
    broken: Sequence[str] = (),
) -> Iterator[tuple[str, Zones]]:
    """Where it listens, as HOST:PORT, and what it serves."""
    zones = Zones(texts, addresses or {}, aliases or {}, broken)
    quiet = DNSLogger(log="-request,-reply,-truncated,-error")
    # A port that is free for UDP may be taken for TCP: then another one.
    for _ in range(20):
        udp = DNSServer(zones, address="127.0.0.1", port=0, logger=quiet)
        port = udp.server.server_address[1]
        try:
            tcp = DNSServer(zones, address="127.0.0.1", port=port, tcp=True, logger=quiet)
            break
        except OSError:
            udp.server.server_close()
    else:
        raise OSError("no port is free for UDP and TCP")
    both = (udp, tcp)
    for one in both:
        one.start_thread()
    try:
        yield f"127.0.0.1:{port}", zones
    finally:
        for one in both:
            one.stop()
            one.server.server_close()
