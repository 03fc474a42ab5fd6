"""64 hex digits: a private key and a transaction id look alike, so the words around them decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Confidence, Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.view import View, nearest

NAME = "hex_key"

_HEX = re.compile(r"(?<![A-Za-z0-9])(?:0[xX])?[0-9a-fA-F]{64}(?![A-Za-z0-9])")
_KEY_CUE = Cue(cues.PRIVATE_KEY)
_TRANSACTION_CUE = Cue(cues.TRANSACTION)
_URL_BEFORE = re.compile(r"(?:https?://|www\.|[a-z0-9-]{2,30}\.[a-z]{2,10}/)\S{0,200}$")


def find(view: View) -> Iterator[Finding]:
    """A key where key words are near; nothing for a transaction id; otherwise a finding to ask about."""
    for match in _HEX.finditer(view.flat):
        confidence = _judge(view, match.start(), match.end())
        if confidence:
            yield Finding("private-key", match.start(), match.end(), confidence, NAME)


def _judge(view: View, start: int, end: int) -> Confidence | None:
    if view.field == "txid":
        return None
    key = nearest(view, _KEY_CUE, start, end)
    transaction = nearest(view, _TRANSACTION_CUE, start, end)
    if key is not None:
        # Both kinds of words are there: the nearer ones are meant, but a key is too dear for a guess.
        return "likely" if transaction is None or key <= transaction else "ask"
    if transaction is not None or _URL_BEFORE.search(view.lower[max(0, start - 220) : start]):
        return None
    return "ask"
