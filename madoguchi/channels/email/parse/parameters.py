"""Content-Type and Content-Disposition: a value with parameters (RFC 2045, 2183) and their long forms (RFC 2231)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from .charsets import decode
from .words import decode_words

_KEY = re.compile(r"[\s;]*([^\s=;\"]{1,80})\s*=\s*")
_SECTION = re.compile(r"([^*]+)\*(\d{1,4})?(\*)?")
_MAX_PARAMETERS = 200


def parse_value(text: str) -> tuple[str, dict[str, str]]:
    """The value in lower case and its parameters by lower-case name; the first of a repeated name counts."""
    value, _, rest = text.partition(";")
    if "=" in value:  # `name="x"` without a value before it, or a forgotten semicolon
        value, gap, tail = value.partition(" ")
        rest = f"{tail};{rest}" if gap and "=" not in value else f"{text}"
        value = "" if "=" in value else value
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for key, content in _pairs(rest):
        match = _SECTION.fullmatch(key)
        if match:
            extended = bool(match[3]) or not match[2]
            sections.setdefault(match[1], {}).setdefault(int(match[2] or 0), (extended, content))
        else:
            plain.setdefault(key, decode_words(content))
    for key, pieces in sections.items():
        joined = _join(pieces)
        if joined:
            plain[key] = joined
    return decode_words(value).strip().strip("\"'").lower(), plain


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    position = 0
    while len(pairs) < _MAX_PARAMETERS:
        match = _KEY.match(text, position)
        if match is None:
            position = text.find(";", position) + 1
            if not position:
                break
            continue
        if text[match.end() : match.end() + 1] == '"':
            content, position = _quoted(text, match.end() + 1)
        else:
            end = text.find(";", match.end())
            end = len(text) if end < 0 else end
            content, position = text[match.end() : end].strip(), end + 1
        pairs.append((match[1].lower(), content))
    return pairs


def _quoted(text: str, position: int) -> tuple[str, int]:
    out: list[str] = []
    while position < len(text):
        c = text[position]
        if c == "\\" and position + 1 < len(text):
            position += 1
            # Windows paths come unescaped: only a quote or a backslash is really escaped.
            out.append(text[position] if text[position] in '"\\' else "\\" + text[position])
        elif c == '"':
            return "".join(out), position + 1
        else:
            out.append(c)
        position += 1
    return "".join(out), position


def _join(pieces: dict[int, tuple[bool, str]]) -> str:
    charset, data, words = "", b"", ""
    for number in sorted(pieces):
        extended, content = pieces[number]
        if extended and not data and not charset and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        data += unquote_to_bytes(content) if extended else content.encode("utf-8", "surrogateescape")
        words += content
    if not charset and "=?" in words:
        return decode_words(words)
    return decode(data, charset or None)[0]
