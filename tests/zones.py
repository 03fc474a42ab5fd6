"""A DNS that we wrote ourselves, in memory; it counts what it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from madoguchi.channels.email.authenticity.dns import DnsTrouble, Kind, Records

MOST_ALIASES = 8


class Zone:
    """Answers by (name, kind); names in `silent` (with a kind, or "*" for all) stand for a server that says nothing."""

    def __init__(
        self, records: Mapping[tuple[str, str], Iterable[str]], silent: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.records = {(name.lower(), kind): tuple(found) for (name, kind), found in records.items()}
        self.silent = set(silent)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, name: str, kind: Kind, *, seconds: float) -> Records:
        self.asked.append((name, kind))
        name = name.lower().rstrip(".")
        for _ in range(MOST_ALIASES):
            if (name, kind) in self.records:
                return self.records[name, kind]
            if {(name, kind), (name, "*"), ("*", "*")} & self.silent:
                raise DnsTrouble("the server says nothing")
            if (name, "CNAME") not in self.records:
                return ()
            name = self.records[name, "CNAME"][0].lower().rstrip(".")
        raise DnsTrouble("aliases in a circle")
