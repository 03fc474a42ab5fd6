"""Transaction ids by shape; which chain it was on only a node can tell."""

from __future__ import annotations

import base64
import re

from madoguchi.shield.encoding import base58

_HEX = re.compile(r"[0-9a-fA-F]{64}")
_HEX_0X = re.compile(r"0x[0-9a-fA-F]{64}")
_HEDERA = re.compile(r"0\.0\.\d{1,19}[@-]\d{10}[.-]\d{1,9}")
_EXTRINSIC = re.compile(r"\d{1,10}-\d{1,5}")
_BASE32 = re.compile(r"[A-Z2-7]{52}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{43}=")

HEX_CHAINS = ("BTC", "LTC", "DOGE", "BCH", "TRX", "XRP", "XLM", "ADA", "ATOM", "XMR", "EOS", "TON", "BNB")
EVM_CHAINS = ("ETH", "BNB", "BSC", "MATIC", "AVAX", "ARB", "OP", "APT", "DOT")


def chains(text: str) -> tuple[str, ...]:
    """The assets whose transaction ids look like this; empty where none do."""
    if _HEX.fullmatch(text):
        return HEX_CHAINS
    if _HEX_0X.fullmatch(text):
        return EVM_CHAINS
    if 85 <= len(text) <= 88 and len(base58.decode(text) or b"") == 64:
        return ("SOL",)
    if _HEDERA.fullmatch(text):
        return ("HBAR",)
    if _EXTRINSIC.fullmatch(text):
        return ("DOT",)
    if _BASE32.fullmatch(text):
        return ("ALGO",)
    if (
        _BASE64.fullmatch(text)
        and len(base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))) == 32
    ):
        return ("TON",)
    if 43 <= len(text) <= 44 and len(base58.decode(text) or b"") == 32:
        return ("NEAR", "SUI")
    return ()
