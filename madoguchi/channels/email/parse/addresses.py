"""Mailboxes in headers (RFC 5322 with its obsolete forms, groups, comments) and what senders make of them."""

from __future__ import annotations

import re

from ..contract import Address
from .words import decode_words

_BARE = re.compile(r"[^\s<>\"(),;:\[\]]{1,320}@[^\s<>\"(),;]{1,320}")
_SPACES = re.compile(r"\s+")
_MAX_NESTING = 20


def parse_addresses(text: str, limit: int) -> list[Address]:
    """The mailboxes of a header value whose encoded words are not decoded yet; at most `limit`."""
    boxes: list[Address] = []
    pending = ""
    for box in _Reader(text).boxes(limit):
        quoted, phrase, angle, comment = box
        address = _address(quoted, phrase, angle, comment)
        if angle is None and not address.address:
            # `Smith, John <j@example.com>`: the comma belongs to the name.
            pending = f"{pending}, {phrase}" if pending else phrase
            continue
        if pending and angle is not None and not quoted:
            name = decode_words(f"{pending}, {phrase}").strip()
            address = Address(name, address.address)
        elif pending:
            boxes.append(_nameless(pending))
        pending = ""
        boxes.append(address)
    if pending:
        boxes.append(_nameless(pending))
    return [box for box in boxes if box.address or box.name][:limit]


def _nameless(phrase: str) -> Address:
    """A word without @ alone is an address on the own machine (MAILER-DAEMON); several words are a name."""
    text = decode_words(phrase).strip()
    return Address("", text) if text and not _SPACES.search(text) and "," not in text else Address(text, "")


def _address(quoted: bool, phrase: str, angle: str | None, comment: str) -> Address:
    name = decode_words(phrase).strip().strip("'").strip()
    note = decode_words(comment).strip()
    if angle is not None:
        address = _clean(angle)
        if "@" not in address and (found := _BARE.search(name)):
            return Address(address, _clean(found[0]))
        return Address(_SPACES.sub(" ", name or note), address)
    found = _BARE.search(name) if "@" in name else None
    if quoted and "@" in phrase and phrase.startswith('"'):
        return Address(note, _clean(phrase))
    if found:
        rest = _SPACES.sub(" ", f"{name[: found.start()]} {name[found.end() :]}").strip()
        return Address(note or rest.strip("\"'[]: "), _clean(found[0]))
    return Address("", name) if name and note and not _SPACES.search(name) else Address(name or note, "")


def _clean(angle: str) -> str:
    address = decode_words(angle).strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    if address.startswith("@") and ":" in address:
        address = address.rsplit(":", 1)[1]
    if not address.startswith('"'):
        address = _SPACES.sub("", address)
    return address.strip("<>[]'").rstrip(",;")


class _Reader:
    """Cuts a header value into mailboxes, one character at a time: linear, whatever it is given."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._last = {c: text.rfind(c) for c in '")>'}

    def boxes(self, limit: int) -> list[tuple[bool, str, str | None, str]]:
        """(whether the name was quoted, name or bare text, what stood in <>, what stood in comments) each."""
        found: list[tuple[bool, str, str | None, str]] = []
        text, size = self.text, len(self.text)
        phrase: list[str] = []
        comment: list[str] = []
        quoted, angle = False, None
        while self.position < size and len(found) < limit:
            c = text[self.position]
            self.position += 1
            if c == '"' and self._last['"'] >= self.position:
                piece = self._quoted()
                quoted = True
                # A quoted local part stays quoted: it belongs to the address that follows it at once.
                phrase.append(f'"{piece}"' if text[self.position : self.position + 1] == "@" else piece)
            elif c == "(" and self._last[")"] >= self.position:
                comment.append(self._comment())
            elif c == "<":
                piece = self._angle()
                angle = angle or piece
            elif c in ",;":
                if phrase or comment or angle is not None:
                    found.append((quoted, "".join(phrase).strip(), angle, " ".join(comment)))
                phrase, comment, quoted, angle = [], [], False, None
            elif c == ":" and angle is None and "@" not in phrase and not _in_word(phrase):
                phrase, quoted = [], False  # the name of a group
            elif c not in '">':
                phrase.append(c)
        if phrase or comment or angle is not None:
            found.append((quoted, "".join(phrase).strip(), angle, " ".join(comment)))
        return found

    def _quoted(self) -> str:
        out: list[str] = []
        while self.position < len(self.text):
            c = self.text[self.position]
            self.position += 1
            if c == '"':
                break
            if c == "\\" and self.position < len(self.text):
                c = self.text[self.position]
                self.position += 1
            out.append(c)
        return "".join(out)

    def _comment(self) -> str:
        out: list[str] = []
        depth = 1
        while self.position < len(self.text):
            c = self.text[self.position]
            self.position += 1
            if c == "(" and depth < _MAX_NESTING:
                depth += 1
            elif c == ")":
                depth -= 1
                if not depth:
                    break
            out.append(c)
        return "".join(out)

    def _angle(self) -> str:
        start = self.position
        end = self.text.find(">", start) if self._last[">"] >= start else -1
        if end < 0:
            stop = re.compile(r"[,;\s]").search(self.text, start)
            end = stop.start() if stop and "@" in self.text[start : stop.start()] else len(self.text)
            self.position = end
            return self.text[start:end]
        self.position = end + 1
        return self.text[start:end]


def _in_word(phrase: list[str]) -> bool:
    """Whether an encoded word is open, whose colons mean nothing."""
    text = "".join(phrase[-100:])
    return text.rfind("=?") > text.rfind("?=")
