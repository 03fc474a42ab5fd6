"""An exported log, verified without a database: by whoever has the file and the installation's public key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from madoguchi.audit.contract import START, Kind, Linked, Row, Signed, Verdict
from madoguchi.audit.digests import FORMAT, end_line, statement_of_file
from madoguchi.audit.keys import is_signed
from madoguchi.audit.verifying.chain import Follower


class NoLog(ValueError):
    """The file does not begin as an export of the log does."""


def verify_lines(lines: Iterable[bytes], *, keys: Collection[str] = ()) -> Verdict:
    """`keys`: public keys that count; without any, those in the file, which then must be compared by hand.

    Raises NoLog.
    """
    numbered = enumerate(lines, 1)
    first = next(numbered, (0, b""))[1]
    head = _read(first) or {}
    try:
        known = list(keys) or [str(key) for key in head["keys"]]
        excerpt, after, digest = bool(head["excerpt"]), int(head["after"]), str(head["digest"] or START)
        bytes.fromhex(digest)
        if head["format"] != FORMAT:
            raise NoLog("this file was written in a format that is not known here")
    except (KeyError, TypeError, ValueError) as error:
        raise NoLog("this is no export of the audit log: its first line does not say so") from error
    follower = Follower(keys=known, after=after, digest=digest, number=None, excerpt=excerpt)
    file = _File(follower, first, known)
    verdict = follower.take_all(file.parts(numbered))
    if not file.ended:
        follower.tell(Kind.FILE_CUT, verdict.last, verdict.last)
    verdict.keys = known
    return verdict


class _File:
    def __init__(self, follower: Follower, first: bytes, keys: list[str]) -> None:
        self.follower, self.keys, self.ended = follower, keys, False
        self.hashed = hashlib.sha256(first)

    def parts(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[Linked | Signed]:
        for number, text in lines:
            line = _read(text) or {}
            if self.ended:
                self.follower.tell(Kind.FILE_CHANGED, number, number)
                return
            if line.get("kind") == "end":
                self._end(text, line)
                continue
            self.hashed.update(text)
            try:
                yield _part(line)
            except (KeyError, TypeError, ValueError):
                self.follower.tell(Kind.UNREADABLE, number, number)

    def _end(self, text: bytes, line: dict[str, Any]) -> None:
        self.ended = True
        sha256, key, signature = (str(line.get(name)) for name in ("sha256", "key", "signature"))
        signed = key in self.keys and is_signed(statement_of_file(sha256), key=key, signature=signature)
        as_written = text == end_line(sha256, key, signature).encode()
        if not (signed and as_written and sha256 == self.hashed.hexdigest()):
            self.follower.tell(Kind.FILE_CHANGED, 0, 0)


def _read(text: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def _part(line: dict[str, Any]) -> Linked | Signed:
    if line["kind"] == "checkpoint":
        return Signed(
            int(line["number"]),
            int(line["sequence"]),
            str(line["digest"]),
            _moment(line["at"]),
            int(line["linked"]),
            str(line["key"]),
            str(line["signature"]),
        )
    if line["kind"] != "entry":
        raise ValueError(line["kind"])
    row = None
    if not line.get("gone"):
        actor, action, subject = (str(line[name]) for name in ("actor", "action", "subject"))
        row = Row(int(line["id"]), _moment(line["at"]), actor, action, subject, line["data"])
    previous = str(line.get("previous") or "")
    for digest in (line["digest"], previous):
        bytes.fromhex(digest)
    return Linked(int(line["sequence"]), str(line["digest"]), row, previous or START)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at
