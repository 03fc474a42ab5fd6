"""Private keys as files: PEM, OpenSSH, PGP, PuTTY, and JSON Web Keys (RFC 7468, RFC 7517)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield.contract import Finding
from madoguchi.shield.detectors.braces import outer_objects
from madoguchi.shield.view import View

NAME = "pem"
LONGEST_BODY = 8_192  # characters: where no end line comes, the key ends at what is not base64

_BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_BODY = re.compile(r"(?:(?<=\n)[A-Za-z-]{3,20}: [^\n]{1,200}(?=\n)|[A-Za-z0-9+/=\s\\])*")
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d: ")
_PUTTY_END = re.compile(r"Private-MAC: [0-9a-f]+")
_SECRET_MEMBER = re.compile(r'"(?:d|k)"\s{0,4}:\s{0,4}"[A-Za-z0-9_-]{16,}"')


def find(view: View) -> Iterator[Finding]:
    """Whole blocks; a block without its end line is masked as far as it looks like a key."""
    text = view.flat
    done = 0
    for match in _BEGIN.finditer(text):
        if match.start() < done:
            continue
        limit = match.end() + LONGEST_BODY
        last = _END.search(text, match.end(), limit)
        body = _BODY.match(text, match.end(), limit)
        done = last.end() if last else (body.end() if body else match.end())
        yield Finding("pem", match.start(), done, "certain" if last else "likely", NAME)
    for match in _PUTTY.finditer(text):
        last = _PUTTY_END.search(text, match.end(), match.end() + LONGEST_BODY)
        if last:
            yield Finding("pem", match.start(), last.end(), "certain", NAME)
    if '"kty"' in text:
        for start, end, _ in outer_objects(text):
            if '"kty"' in text[start:end] and _SECRET_MEMBER.search(text, start, end):
                yield Finding("pem", start, end, "certain", NAME)
