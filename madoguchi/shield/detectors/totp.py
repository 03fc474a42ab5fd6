"""Authenticator seeds: `otpauth:` addresses, and bare base32 beside words for two-factor sign-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.encoding.entropy import bits_per_char, looks_like_placeholder
from madoguchi.shield.view import View, nearest

NAME = "totp"

_ADDRESS = re.compile(r"otpauth(?:-migration)?://[^\s\"'<>]{4,4000}", re.IGNORECASE)
_BASE32 = re.compile(
    r"(?<![A-Za-z0-9+/=_-])(?:[A-Z2-7]{16,64}={0,6}|[a-z2-7]{16,64}|[A-Z2-7]{4}(?:[ -][A-Z2-7]{4}){3,15}"
    r"|[a-z2-7]{4}(?:[ -][a-z2-7]{4}){3,15})(?![A-Za-z0-9+/=_-])"
)
_CUE = Cue(cues.TOTP_SEED)


def find(view: View) -> Iterator[Finding]:
    """Addresses anywhere; bare seeds only near a cue, with letters and digits mixed."""
    for match in _ADDRESS.finditer(view.flat):
        lower = match[0].lower()
        if "secret=" in lower or "data=" in lower:
            yield Finding("totp-seed", match.start(), match.end(), "certain", NAME)
    for match in _BASE32.finditer(view.flat):
        token = match[0].replace(" ", "").replace("-", "").rstrip("=")
        if not 16 <= len(token) <= 64 or looks_like_placeholder(token):
            continue
        # One seed of 16 characters in thirty has no digit: capitals still tell it from words.
        random = bits_per_char(token) >= 2.9 and (any(c.isdigit() for c in token) or match[0][0].isupper())
        if random and nearest(view, _CUE, match.start(), match.end()) is not None:
            yield Finding("totp-seed", match.start(), match.end(), "likely", NAME)
