"""API keys, secrets and tokens: shapes that their issuers gave them, or random tokens beside a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Confidence, Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.detectors.api_shapes import SHAPES
from madoguchi.shield.encoding.entropy import bits_per_char, looks_like_placeholder
from madoguchi.shield.view import View, nearest

NAME = "api_credentials"

_CANDIDATE = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,200}={0,2}(?![A-Za-z0-9+/_=-])")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")
_PARTS = re.compile(r"[-_.:/]")
_HEX = re.compile(r"(?:0[xX])?[0-9a-fA-F]+$")
_URL_BEFORE = re.compile(r"(?:https?://|www\.)\S{0,300}$")
_CUE = Cue(cues.API)
_LOOSE_CUE = Cue(cues.API_LOOSE)
_TRANSACTION_CUE = Cue(cues.TRANSACTION)
_EXCHANGE_CUE = Cue(
    "binance|okx|okex|bybit|kucoin|kraken|coinbase|bitget|gate|mexc|huobi|htx|bitfinex|upbit|bithumb"
)


def find(view: View) -> Iterator[Finding]:
    """Known shapes anywhere; unknown random tokens only beside a cue, or as a question."""
    for shape in SHAPES:
        if shape.hint in view.flat:
            for match in shape.pattern.finditer(view.flat):
                token = match["token"]
                random = _PARTS.split(token)[-1]  # what precedes it may count up or be zeros
                if bits_per_char(token) >= shape.entropy and not looks_like_placeholder(random):
                    yield Finding("api-credential", match.start(), match.end(), shape.confidence, NAME)
    for match in _CANDIDATE.finditer(view.flat):
        confidence = _unknown(view, match)
        if confidence:
            yield Finding("api-credential", match.start(), match.end(), confidence, NAME)


def _unknown(view: View, match: re.Match[str]) -> Confidence | None:
    token, start, end = match[0], match.start(), match.end()
    if not any(c.isdigit() for c in token) or looks_like_placeholder(token):
        return None
    strong = len(token) >= 63 and _mixed(token) and bits_per_char(token) >= 4.5
    cue = nearest(view, _CUE, start, end, tokens=6)
    if cue is None:
        cue = nearest(view, _LOOSE_CUE, start, end, tokens=2, after=False)
    if cue is None and not strong:
        return None
    if view.field == "txid" or _URL_BEFORE.search(view.lower[max(0, start - 320) : start]):
        return None
    if cue is None:
        # 64 mixed letters and digits are an exchange's API key, and 88 of base64 a secret; or some digest.
        return (
            "ask" if len(token) in (64, 88) and nearest(view, _TRANSACTION_CUE, start, end) is None else None
        )
    transaction = nearest(view, _TRANSACTION_CUE, start, end, tokens=6)
    if transaction is not None and transaction < cue:
        return None
    return "likely" if strong or _random_enough(view, token, start, end) else None


def _random_enough(view: View, token: str, start: int, end: int) -> bool:
    entropy = bits_per_char(token)
    if _UUID.match(token):
        return True
    if _HEX.match(token):
        # 40 hex digits behind 0x are an address, 64 are judged as a key; 24 and 32 are API keys and secrets.
        return len(token) in (24, 32, 40, 48, 96, 128) and not token.startswith("0x") and entropy >= 2.8
    exchange = nearest(view, _EXCHANGE_CUE, start, end, tokens=10) is not None
    return _mixed(token) and (entropy >= 4.0 or (entropy >= 3.4 and (exchange or len(token) <= 19)))


def _mixed(token: str) -> bool:
    """Upper case, lower case and digits together: words, numbers and slugs are not."""
    return (
        any(c.isdigit() for c in token)
        and any(c.isupper() for c in token)
        and any(c.islower() for c in token)
    )
