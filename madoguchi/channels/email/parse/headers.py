"""The header block of a mail or part: split, unfold, find; tolerant of everything that senders break."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .limits import Limits
from .words import decode_words, raw_text

_LOOK_AHEAD = 8_192
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")


@dataclass(slots=True)
class Headers:
    """Fields in order as (lower-case name, raw unfolded value); look-ups decode."""

    fields: list[tuple[str, bytes]] = field(default_factory=list)
    charset: str | None = None
    _by_name: dict[str, list[bytes]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def add(self, name: str, value: bytes) -> None:
        self.fields.append((name, value))
        self._by_name.setdefault(name, []).append(value)

    def raw(self, name: str) -> bytes | None:
        """The first field's value as bytes, or None."""
        return self._by_name[name][0] if name in self._by_name else None

    def undecoded(self, name: str) -> str:
        """The first field that is not empty, as text with its encoded words still encoded."""
        return next(filter(None, self.all_undecoded(name)), "") if name in self._by_name else ""

    def all_undecoded(self, name: str) -> list[str]:
        """All fields of that name as text with encoded words still encoded."""
        return [raw_text(value, self.charset).strip() for value in self._by_name.get(name, ())]

    def get(self, name: str) -> str:
        """The first field of that name that is not empty, decoded; empty if there is none."""
        return decode_words(self.undecoded(name)).strip() if name in self._by_name else ""

    def all(self, name: str) -> list[str]:
        """All fields of that name, decoded."""
        return [decode_words(value).strip() for value in self.all_undecoded(name)]

    def has(self, name: str) -> bool:
        """Whether the field is there, empty or not."""
        return name in self._by_name


def split_head(data: bytes, limits: Limits, problems: list[str]) -> tuple[Headers, bytes]:
    """The headers of `data` and what follows the empty line. `data` uses LF line ends alone."""
    headers = Headers()
    lines: list[list[bytes]] = []
    position, size = 0, len(data)
    body = size
    while position < size:
        end = data.find(b"\n", position)
        end = size if end < 0 else end
        line = data[position:end] if lines else data[position:end].lstrip(b" \t")
        if not line.strip(b"\r \t\x00"):
            if not lines or (line and _continues(data, end + 1)):
                position = end + 1
                continue
            body = end + 1
            break
        if line[:1] in b" \t" and lines:
            lines[-1].append(line)
        elif _FIELD.match(line):
            if len(lines) < limits.max_header_fields:
                lines.append([line])
            elif "too many header fields" not in problems:
                problems.append("too many header fields")
        elif line.startswith((b"From ", b">From ")):
            pass  # what mbox files put before each mail
        elif lines and (_field_follows(data, end + 1) or _head_goes_on(data, end + 1, lines)):
            problems.append("a header line is broken in two")
            lines[-1].append(b" " + line)
        else:
            problems.append("no empty line between headers and text")
            body = position
            break
        position = end + 1
    for pieces in lines:
        name, _, value = b"".join(pieces).partition(b":")
        value = value[: limits.max_header_bytes].strip()
        headers.add(name.strip().decode("latin-1").lower(), value)
    return headers, data[body:]


def _continues(data: bytes, position: int) -> bool:
    """A line of white space alone is folding (obsolete, RFC 5322 4.2) only if a folded line or field follows."""
    return data[position : position + 1] in (b" ", b"\t") or _field_follows(data, position)


def _head_goes_on(data: bytes, position: int, lines: list[list[bytes]]) -> bool:
    """Whether unfolded lines are a field gone wrong: From has not come yet, but stands before the next empty line."""
    if any(pieces[0][:5].lower() == b"from:" for pieces in lines):
        return False
    end = data.find(b"\n\n", position, position + _LOOK_AHEAD)
    block = data[position : end if end >= 0 else position + _LOOK_AHEAD]
    return _FROM.search(block) is not None


def _field_follows(data: bytes, position: int) -> bool:
    match = _FIELD.match(data, position)
    return match is not None and (match[1].lower() in _USUAL or match[1].lower().startswith(_USUAL_STARTS))


_USUAL_STARTS = (b"x-", b"list-", b"content-", b"resent-", b"received", b"dkim-", b"arc-")
_USUAL = {
    b"from", b"to", b"cc", b"bcc", b"subject", b"date", b"message-id", b"reply-to", b"sender", b"mime-version",
    b"in-reply-to", b"references", b"return-path", b"delivered-to", b"user-agent", b"importance", b"precedence",
    b"auto-submitted", b"thread-topic", b"thread-index", b"accept-language", b"organization", b"priority",
}  # fmt: skip
