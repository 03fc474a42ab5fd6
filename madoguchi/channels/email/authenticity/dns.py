"""Questions to the DNS for one mail: counted, timed, remembered, and answers cut to size."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal, Protocol

import idna

from .limits import DEFAULT_AUTH_LIMITS, AuthLimits

Kind = Literal["TXT", "A", "AAAA", "MX", "PTR"]
Records = tuple[str, ...]


class DnsTrouble(Exception):
    """No answer that can be relied on (time-out, SERVFAIL, too many questions); the text says why."""


class NotAName(ValueError):
    """What was asked for cannot be a name of the DNS (RFC 1035, section 2.3.4)."""


class Lookup(Protocol):
    """Asks one question.

    Answers each record as text: TXT with its strings joined (one character a byte), addresses, and names without the
    last dot, those of MX in the order of preference. Empty: no such name, or no such record there.
    """

    def __call__(self, name: str, kind: Kind, *, seconds: float) -> Records:
        """Raises DnsTrouble, NotAName."""


class Dns:
    """The DNS as one mail sees it: the same question is asked once, and all of them within AuthLimits."""

    def __init__(
        self,
        lookup: Lookup,
        *,
        limits: AuthLimits = DEFAULT_AUTH_LIMITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lookup, self._limits, self._clock = lookup, limits, clock
        self._until = clock() + limits.seconds
        self._left = limits.queries
        self._known: dict[tuple[str, Kind], Records | DnsTrouble] = {}

    def ask(self, name: str, kind: Kind) -> Records:
        """Raises DnsTrouble, NotAName."""
        key = (name.lower().rstrip("."), kind)
        if key not in self._known:
            try:
                self._known[key] = self._asked(name, kind)
            except DnsTrouble as trouble:
                self._known[key] = trouble
        known = self._known[key]
        if isinstance(known, DnsTrouble):
            raise known
        return known

    def _asked(self, name: str, kind: Kind) -> Records:
        labels(name)
        left = self._until - self._clock()
        if self._left <= 0:
            raise DnsTrouble("this mail needs too many DNS queries")
        if left <= 0:
            raise DnsTrouble("the DNS took too long for this mail")
        self._left -= 1
        found = self._lookup(name, kind, seconds=min(left, self._limits.query_seconds))
        return tuple(one for one in found[: self._limits.records] if len(one) <= self._limits.txt_bytes)


def labels(name: str) -> tuple[bytes, ...]:
    """The labels of a name, which may end with a dot. Raises NotAName."""
    try:
        parts = tuple(_ascii(label) for label in name.removesuffix(".").split("."))
    except idna.IDNAError as error:
        raise NotAName(f"{name[:80]!r} is not a domain name") from error
    if any(not 0 < len(part) <= 63 for part in parts) or sum(len(part) + 1 for part in parts) > 254:
        raise NotAName(f"{name[:80]!r} is not a domain name")
    return parts


def _ascii(label: str) -> bytes:
    """IDNA 2008 leaves ß what it is, so that nobody proves one name by another."""
    return label.encode("ascii") if label.isascii() else idna.encode(label, uts46=True)
