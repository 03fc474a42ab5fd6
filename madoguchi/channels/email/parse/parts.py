"""A mail as a tree of parts (RFC 2046): boundaries that are missing, wrong or repeated are made the best of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .headers import Headers, split_head
from .limits import Limits
from .parameters import parse_value
from .transfer import decode_transfer

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
_OPENING = re.compile(rb"^--([^\n]{0,200})\n(?=(?:[!-9;-~]{1,60}:[^\n]*\n){0,3}[Cc]ontent-)", re.MULTILINE)
# Every level copies its body once; this many times the largest mail is where nesting stops.
_COPIES = 4


@dataclass(slots=True)
class Part:
    """One node. `body` is still transfer-encoded; a multipart has `children` instead."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    disposition: str
    disposition_parameters: dict[str, str]
    body: bytes
    depth: int = 0
    children: list[Part] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        """Whether it really came apart into children."""
        return bool(self.children)

    @property
    def charset(self) -> str | None:
        """The charset as declared."""
        return self.parameters.get("charset")

    @property
    def filename(self) -> str:
        """The name that the sender gave the part, without folders; empty if none."""
        name = self.disposition_parameters.get("filename") or self.parameters.get("name") or ""
        return re.split(r"[/\\]", "".join(c for c in name if c.isprintable()))[-1].strip().strip('"')[:255]

    @property
    def content_id(self) -> str:
        """The Content-ID without angle brackets."""
        return self.headers.get("content-id").strip("<> ")

    def content(self, problems: list[str]) -> bytes:
        """The body's bytes, transfer encoding undone."""
        return decode_transfer(self.body, self.headers.get("content-transfer-encoding"), problems)


class PartReader:
    """Reads one mail into parts and keeps count, so that no mail costs more than its limits allow."""

    def __init__(self, limits: Limits, problems: list[str]) -> None:
        self.limits = limits
        self.problems = problems
        self.count = 0
        self.copied = 0

    def read(self, data: bytes, *, depth: int = 0, default_type: str = "text/plain") -> Part:
        """The part in `data` (LF line ends) with everything below it."""
        headers, body = split_head(data, self.limits, self.problems)
        part = _describe(headers, body, depth, default_type)
        self.count += 1
        if part.content_type.startswith("multipart/"):
            self._take_apart(part)
        return part

    def _take_apart(self, part: Part) -> None:
        self.copied += len(part.body)
        if part.depth >= self.limits.max_depth or self.copied > _COPIES * self.limits.max_bytes:
            self.problems.append("parts are nested too deep")
            part.content_type = "application/octet-stream"
            return
        pieces = self._pieces(part)
        if not pieces:
            self.problems.append("a multipart without parts")
            part.content_type = "text/html" if part.body.lstrip()[:1] == b"<" else "text/plain"
            return
        default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
        for piece in pieces:
            if self.count >= self.limits.max_parts:
                self.problems.append("too many parts")
                break
            part.children.append(self.read(piece, depth=part.depth + 1, default_type=default))
        part.body = b""

    def _pieces(self, part: Part) -> list[bytes]:
        boundary = part.parameters.get("boundary", "")
        delimiter = b"--" + boundary.encode("utf-8", "surrogateescape")
        pieces = _cut(part.body, delimiter) if boundary else []
        if pieces:
            return pieces
        decoded = part.content([])
        if boundary and decoded != part.body and (pieces := _cut(decoded, delimiter)):
            self.problems.append("a multipart is transfer-encoded")
            return pieces
        match = _OPENING.search(part.body)
        if match is None:
            return []
        self.problems.append("the boundary is missing or wrong")
        return _cut(part.body, b"--" + match[1].rstrip())


def _describe(headers: Headers, body: bytes, depth: int, default_type: str) -> Part:
    content_type, parameters = parse_value(headers.undecoded("content-type"))
    if not _TYPE.fullmatch(content_type):
        found = _TYPE.match(content_type)
        content_type = (
            found[0] if found else {"text": "text/plain", "html": "text/html"}.get(content_type, "")
        )
    if "charset" in parameters:
        headers.charset = parameters["charset"]
    disposition, disposition_parameters = parse_value(headers.undecoded("content-disposition"))
    return Part(
        headers=headers,
        content_type=content_type or default_type,
        parameters=parameters,
        disposition=disposition,
        disposition_parameters=disposition_parameters,
        body=body,
        depth=depth,
    )


def _cut(body: bytes, delimiter: bytes) -> list[bytes]:
    """What stands between delimiter lines; the last piece may lack its closing line. Empty without any line."""
    pieces: list[bytes] = []
    start = -1
    position = 0
    while (found := body.find(delimiter, position)) >= 0:
        end = body.find(b"\n", found)
        end = len(body) if end < 0 else end
        position = end
        tail = body[found + len(delimiter) : end].strip()
        closing = tail.startswith(b"--")
        if (found and body[found - 1 : found] != b"\n") or (tail and not closing):
            position = found + len(delimiter)
            continue
        if start >= 0:
            pieces.append(body[start : max(start, found - 1)])
        start = end + 1
        if closing:
            start = -1
            # Some mails go on after a closing line: parts that follow still count.
            if body.find(b"\n" + delimiter, end) < 0:
                break
    if start >= 0 and body[start:].strip():
        pieces.append(body[start:])
    return pieces
