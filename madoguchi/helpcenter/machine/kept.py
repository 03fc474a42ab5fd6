"""What means the same in every language, so that no model may touch it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from madoguchi.shield import shield

# Symbols and networks that have no other name in any of our languages; TRC20, ERC-20 and their like go by shape.
_SYMBOLS = (
    "AAVE ADA ALGO APT ARB ATOM AVAX BCH BNB BTC BUSD DAI DOGE DOT EOS ETC ETH FIL HBAR ICP JPYC KRW LINK LTC MATIC"
    " NEAR OP POL PYUSD SHIB SOL SUI TON TRON TRX TUSD UNI USD USDC USDT USDE VET WBTC XEC XLM XMR XRP XTZ ZEC"
)
_NETWORKS = (
    "Arbitrum One, Avalanche C-Chain, BNB Smart Chain, Lightning Network, Arbitrum, Optimism, Polygon, Solana, Tron,"
    " Base Mainnet, zkSync Era"
)

_SHAPES = (
    r"https?://[^\s<>\"]{1,500}",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    r"\{\{ ?[\w.]{1,60} ?\}\}|\{\w{1,60}\}|%\(\w{1,60}\)[sd]",
    r"\b[A-Z]{2,6}-?\d{1,4}\b",
)


def kept_spans(text: str, names: Iterable[str] = ()) -> list[tuple[int, int]]:
    """(start, end) of each part of a plain text that stays as it is, in order and apart.

    `names` are further ones, as the brand's. Secrets that the shield finds are kept too: nothing else sees them.
    """
    found = [*_named(text, names), *((one.start, one.end) for one in shield(text, ask=True).findings)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart


def _named(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    words = sorted({*_SYMBOLS.split(), *_NETWORKS.split(", "), *filter(None, names)}, key=len, reverse=True)
    whole = r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"
    for match in re.finditer("|".join((*_SHAPES, whole)), text):
        yield match.span()
