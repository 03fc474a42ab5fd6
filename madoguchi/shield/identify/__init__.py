"""Say what an address or transaction id is, which chains it fits, and what to warn about."""

from __future__ import annotations

import re
from functools import partial

from madoguchi.shield.identify import accounts, bitcoin, cardano, evm, monero, names, transactions
from madoguchi.shield.identify.contract import Check, Hit, Identity, Warning_
from madoguchi.shield.scan import scan

LONGEST = 256  # characters: nothing that we know is longer

WALLET_SECRETS = ("seed-phrase", "wif", "bip38", "extended-private-key", "private-key")
EVM_ASSETS = (
    "ETH",
    "BSC",
    "MATIC",
    "POL",
    "ARB",
    "OP",
    "BASE",
    "FTM",
    "CRO",
    "ETC",
    "USDC",
    "LINK",
    "UNI",
    "SHIB",
)
ADDRESSES: dict[str, Check] = {
    "BTC": bitcoin.btc,
    "LTC": bitcoin.ltc,
    "DOGE": bitcoin.doge,
    "BCH": bitcoin.bch,
    "DASH": bitcoin.dash,
    **dict.fromkeys(EVM_ASSETS, evm.eth),
    "BNB": evm.bnb,
    "AVAX": evm.avax,
    "TRX": accounts.trx,
    "SOL": accounts.sol,
    "XRP": accounts.xrp,
    "XLM": accounts.xlm,
    "ADA": cardano.ada,
    **{asset: partial(accounts.cosmos, asset) for asset in accounts.COSMOS_PREFIXES},
    "TON": accounts.ton,
    "DOT": accounts.dot,
    "ALGO": accounts.algo,
    "NEAR": names.near,
    "APT": names.move,
    "SUI": names.move,
    "EOS": names.eos,
    "HBAR": names.hbar,
    "XMR": monero.xmr,
}
# Any word could be such a name, so they count only where the asset is asked for.
_NAMES_ONLY_WHEN_ASKED = ("EOS", "NEAR")
_NEAR_NAME = re.compile(r".+\.(?:near|tg|testnet)")
_URI = re.compile(
    r"(?:bitcoin|litecoin|dogecoin|ethereum|solana|ripple|stellar|cardano|ton|monero|tron):"
    r"(?://)?([^?\s]+)(?:\?\S*)?"
)
_EXPLORER = re.compile(
    r"https?://\S{1,200}?/(?:tx|transaction|txs?|extrinsic|address|account|addr)/([^/?#\s]+)"
)


def identify(text: str, *, asset: str | None = None) -> Identity:
    """What `text` (an address, an id, a payment URI or an explorer link) is.

    With `asset` (a ticker), `valid` says whether it is an address or a transaction id of that asset.
    """
    token = _bare(text)
    if not token or len(token) > LONGEST:
        return Identity("unknown", valid=False)
    if any(f.confidence != "ask" and f.kind in WALLET_SECRETS for f in scan(token, field="txid")):
        return Identity("secret", valid=False, warnings=("secret",))
    wanted = asset.upper() if asset else None
    if wanted in ADDRESSES:
        hit = ADDRESSES[wanted](token)
        if hit:
            return Identity("address", valid=True, assets=(wanted,), warnings=hit.warnings)
    hits = _hits(token)
    chains = transactions.chains(token)
    if chains and (not hits or wanted in chains or _both(token)):
        return _transaction(chains, wanted=wanted, also=bool(hits))
    if hits:
        return _address(hits, wanted=wanted)
    return Identity("unknown", valid=False)


def _bare(text: str) -> str:
    token = text.strip()
    for pattern in (_EXPLORER, _URI):
        match = pattern.fullmatch(token) or (pattern is _EXPLORER and pattern.match(token))
        if match:
            return match[1]
    return token


def _both(token: str) -> bool:
    """64 hex digits behind 0x: far more often a transaction id than an Aptos or Sui address."""
    return token.startswith("0x") and len(token) == 66


def _hits(token: str) -> dict[str, Hit]:
    found: dict[str, Hit] = {}
    for asset, check in ADDRESSES.items():
        if asset in _NAMES_ONLY_WHEN_ASKED and not (asset == "NEAR" and _NEAR_NAME.fullmatch(token)):
            continue
        hit = check(token)
        if hit:
            found[asset] = hit
    return found


def _address(hits: dict[str, Hit], *, wanted: str | None) -> Identity:
    warnings: dict[Warning_, None] = dict.fromkeys(w for hit in hits.values() for w in hit.warnings)
    if wanted and wanted in ADDRESSES:
        return Identity("address", valid=False, assets=tuple(hits), warnings=("other-asset", *warnings))
    return Identity("address", valid=True, assets=tuple(hits), warnings=tuple(warnings))


def _transaction(chains: tuple[str, ...], *, wanted: str | None, also: bool) -> Identity:
    fits = wanted is None or wanted not in ADDRESSES or wanted in chains
    warnings: list[Warning_] = ["may-be-address"] if also else []
    if chains in (transactions.HEX_CHAINS, transactions.EVM_CHAINS):
        warnings.append("may-be-private-key")
    if not fits:
        warnings.append("other-asset")
    return Identity("txid", valid=fits, assets=chains, warnings=tuple(warnings))
