"""Encoded words in headers (RFC 2047), including the ways in which senders break them."""

from __future__ import annotations

import binascii
import re

from .charsets import decode, guess

_START = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?")
_HEX = re.compile(r"=([0-9A-Fa-f]{2})")
_CONTROLS = {c: None for c in range(32) if c not in (9, 10, 13)} | {0x7F: None, 9: " ", 10: " ", 13: " "}
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")

# charset, "b" or "q", payload
_Word = tuple[str, str, str]


def raw_text(data: bytes, charset: str | None = None) -> str:
    """Header bytes as text: UTF-8 (RFC 6532), else the charset that the mail's body declares, else a guess."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data, charset)[0] if charset else guess(data)


def decode_words(text: str) -> str:
    """`text` with its encoded words decoded, on one line, without control characters.

    Words that follow each other with only white space between are joined as bytes first, so that a character
    cut in two by the sender is whole again.
    """
    if "=?" not in text:
        return text.translate(_CONTROLS)
    out: list[str] = []
    run: list[_Word] = []
    position = 0
    while (start := text.find("=?", position)) >= 0:
        match = _START.match(text, start)
        end = _end_of_word(text, match) if match else -1
        if match and end < 0:
            break
        between = text[position:start]
        if match is None:
            out += [_flush(run), between, "=?"]
            position = start + 2
            continue
        if between.strip():
            out.append(_flush(run) + between)
        elif not run:
            out.append(between)
        run.append((match[1].split("*", 1)[0].lower(), match[2].lower(), text[match.end() : end]))
        position = end + 2
    out += [_flush(run), text[position:]]
    return "".join(out).translate(_CONTROLS)


def _end_of_word(text: str, match: re.Match[str]) -> int:
    """Where the closing `?=` stands. A bare question mark before `=20` inside a Q word is not the end."""
    end = text.find("?=", match.end())
    while end >= 0 and match[2] in "qQ" and _HEX.match(text, end + 1):
        later = text.find("?=", end + 2)
        if later < 0 or re.search(r"\s|=\?", text[end + 2 : later]):
            break
        end = later
    return end


def _flush(run: list[_Word]) -> str:
    out: list[str] = []
    while run:
        charset, form, payload = run.pop(0)
        data = _bytes(form, payload)
        while run and run[0][0] == charset:
            _, next_form, next_payload = run.pop(0)
            if form == next_form == "b" and len(payload.strip()) % 4 and not payload.rstrip().endswith("="):
                payload = payload.strip() + next_payload
                data = data[: len(data) - _decoded_tail(payload, next_payload)] + _bytes("b", payload)
                continue
            payload, form = next_payload, next_form
            data += _bytes(next_form, next_payload)
        out.append(decode(data, charset)[0])
    return "".join(out)


def _decoded_tail(joined: str, added: str) -> int:
    """How many bytes the last payload gave before `added` was glued to it (it is decoded again as a whole)."""
    return len(_bytes("b", joined[: len(joined) - len(added)]))


def _bytes(form: str, payload: str) -> bytes:
    if form == "q":
        data = payload.replace("_", " ").encode("utf-8", "surrogateescape")
        return re.sub(rb"=([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), data)
    clean = _NOT_BASE64.sub("", payload)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    try:
        return binascii.a2b_base64(clean + "=" * (-len(clean) % 4))
    except binascii.Error:
        return payload.encode("utf-8", "surrogateescape")
