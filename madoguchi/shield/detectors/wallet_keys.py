"""Private keys that prove themselves: a checksum, a version, or a public half that matches."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Confidence, Finding, Kind
from madoguchi.shield.cues import Cue
from madoguchi.shield.detectors.ed25519_pair import is_key_pair
from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.encoding.crc16 import crc16
from madoguchi.shield.view import View, nearest

NAME = "wallet_keys"
Verdict = tuple[Kind, Confidence] | None

_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{25,}(?![A-Za-z0-9])")
_BECH32 = re.compile(
    r"(?<![A-Za-z0-9_-])(?:[a-z][a-z0-9_-]{1,40}1[ac-hj-np-z02-9]{38,220}|AGE-SECRET-KEY-1[A-Z0-9]{50,70})"
)
_NUMBERS = re.compile(r"\[\s{0,4}(?:\d{1,3}\s{0,4},\s{0,4}){63}\d{1,3}\s{0,4}\]")
_NAMED = re.compile(r"\b(?:PVT_(?:K1|R1|WA)_[1-9A-HJ-NP-Za-km-z]{40,80}|ed25519-priv-0x[0-9a-fA-F]{64})")
_KEY_CUE = Cue(cues.PRIVATE_KEY)

# Version bytes of WIF keys: Bitcoin, Litecoin, Dogecoin, Dash, test networks and forks of theirs.
WIF_VERSIONS = frozenset((0x80, 0xB0, 0x9E, 0xCC, 0xEF, 0xF1, 0xBC, 0xA1))
_CARDANO = "root acct addr stake pool vrf kes policy drep cc_cold cc_hot ed25519 ed25519e ed25519bip32"
BECH32_SECRETS = frozenset(f"{name}_{end}" for name in _CARDANO.split(" ") for end in ("sk", "xsk")) | {
    "xprv",
    "nsec",
    "ncryptsec",
    "suiprivkey",
    "secret-extended-key-main",
    "secret-extended-key-test",
    "age-secret-key-",
}
# Tezos: what the payload begins with (edsk seed, edsk key, spsk, p2sk, and their encrypted forms).
TEZOS_SECRETS = {
    54: (b"\x0d\x0f\x3a\x07", b"\x11\xa2\xe0\xc9", b"\x10\x51\xee\xbd"),
    98: (b"\x2b\xf6\x4e\x07",),
}


def find(view: View) -> Iterator[Finding]:
    """Keys in base58, base32, hex pairs and bech32."""
    for match in _TOKEN.finditer(view.flat):
        judge = _BY_LENGTH.get(len(match[0]))
        verdict = judge(match[0]) if judge else None
        if verdict is None and 40 <= len(match[0]) <= 120:
            verdict = _with_cue(view, match)
        if verdict:
            yield Finding(verdict[0], match.start(), match.end(), verdict[1], NAME)
    for match in _BECH32.finditer(view.flat):
        decoded = bech32.decode(match[0])
        if decoded and decoded.prefix in BECH32_SECRETS:
            yield Finding("private-key", match.start(), match.end(), "certain", NAME)
    for match in _NAMED.finditer(view.flat):
        yield Finding("private-key", match.start(), match.end(), "likely", NAME)


def find_number_array(view: View) -> Iterator[Finding]:
    """The 64 numbers of a Solana key file."""
    for match in _NUMBERS.finditer(view.flat):
        numbers = [int(n) for n in match[0].strip("[] \n\t").split(",")]
        if max(numbers) < 256 and is_key_pair(bytes(numbers)):
            yield Finding("private-key", match.start(), match.end(), "certain", NAME)


def _wif(token: str) -> Verdict:
    payload = base58.decode_check(token)
    if payload is None or not (len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1)):
        return None
    if payload[0] in WIF_VERSIONS:
        return "wif", "certain"
    return ("wif", "likely") if payload[0] >= 0x80 else None


def _bip38(token: str) -> Verdict:
    payload = base58.decode_check(token)
    known = payload is not None and len(payload) == 39 and payload[:2] in (b"\x01\x42", b"\x01\x43")
    return ("bip38", "certain") if known else None


def _extended(token: str) -> Verdict:
    """BIP-32: a private key is 33 bytes that begin with zero; a public one begins with 2 or 3."""
    payload = base58.decode_check(token)
    private = payload is not None and len(payload) == 78 and payload[45] == 0 and token[1:4] != "pub"
    return ("extended-private-key", "certain") if private else None


def _xrp(token: str) -> Verdict:
    if not token.startswith("s"):
        return None
    payload = base58.decode_check(token, base58.RIPPLE)
    if payload is None:
        return None
    family = len(payload) == 17 and payload[0] == 0x21
    edwards = len(payload) == 19 and payload[:3] == b"\x01\xe1\x4b"
    return ("private-key", "certain") if family or edwards else None


def _stellar(token: str) -> Verdict:
    if not token.startswith("S"):
        return None
    try:
        raw = base64.b32decode(token)
    except binascii.Error:
        return None
    good = raw[0] == 18 << 3 and crc16(raw[:-2]) == int.from_bytes(raw[-2:], "little")
    return ("private-key", "certain") if good else None


def _pair58(token: str) -> Verdict:
    """A Solana or NEAR key pair; a Solana transaction id has the same length and fails."""
    raw = base58.decode(token)
    return ("private-key", "certain") if raw and is_key_pair(raw) else None


def _pair16(token: str) -> Verdict:
    try:
        raw = bytes.fromhex(token)
    except ValueError:
        return None
    return ("private-key", "certain") if is_key_pair(raw) else None


def _tezos(token: str) -> Verdict:
    payload = base58.decode_check(token)
    known = payload is not None and payload.startswith(TEZOS_SECRETS.get(len(token), ()))
    return ("private-key", "certain") if known else None


def _with_cue(view: View, match: re.Match[str]) -> Verdict:
    """A mistyped key: base58 of a key's length, right after words for a private key."""
    token = match[0]
    if len(token) not in (51, 52, 58, 64, 87, 88, 111) or token.islower() or token.isdigit():
        return None
    if not any(c.isdigit() for c in token) or any(c not in base58.BITCOIN for c in token):
        return None
    near = nearest(view, _KEY_CUE, match.start(), match.end(), tokens=4)
    return ("private-key", "likely") if near is not None else None


_BY_LENGTH: dict[int, Callable[[str], Verdict]] = {
    **dict.fromkeys(range(25, 34), _xrp),
    51: _wif,
    52: _wif,
    54: _tezos,
    56: _stellar,
    58: _bip38,
    **dict.fromkeys((85, 86, 87, 88), _pair58),
    98: _tezos,
    111: _extended,
    128: _pair16,
}
