"""What customers put into the address and transaction fields."""

import base64
import hashlib

import pytest

from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.encoding.crc16 import crc16
from madoguchi.shield.encoding.keccak import keccak256
from madoguchi.shield.identify import identify
from madoguchi.shield.identify.evm import checksummed
from madoguchi.shield.tests.test_stories import base58_plain, base58check, bech32_text

HASH20 = hashlib.sha256(b"marta's wallet").digest()[:20]
HASH32 = hashlib.sha256(b"marta's wallet").digest()


def segwit(prefix: str, version: int, program: bytes, constant: int) -> str:
    number = int.from_bytes(program, "big")
    size = -(-len(program) * 8 // 5)
    number <<= size * 5 - len(program) * 8
    values = [version] + [number >> 5 * (size - 1 - i) & 31 for i in range(size)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = bech32._polymod([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ constant
    values += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(bech32.CHARSET[v] for v in values)


EVM = "0x" + checksummed(HASH20.hex())
ADDRESSES = {
    "BTC": [
        base58check(b"\0" + HASH20),
        base58check(b"\5" + HASH20),
        segwit("bc", 0, HASH20, 1),
        segwit("bc", 1, HASH32, 0x2BC830A3),
    ],
    "LTC": [base58check(b"\x30" + HASH20), segwit("ltc", 0, HASH20, 1)],
    "DOGE": [base58check(b"\x1e" + HASH20)],
    "ETH": [EVM, EVM.lower()],
    "TRX": [base58check(b"\x41" + HASH20)],
    "XRP": [base58check(b"\0" + HASH20, base58.RIPPLE)],
    "SOL": [base58_plain(HASH32)],
    "ATOM": [bech32_text("cosmos", HASH20)],
    "ADA": [bech32_text("addr", b"\x61" + HASH20 + HASH20[:8])],
    "XLM": [base64.b32encode((raw := b"\x30" + HASH32) + crc16(raw).to_bytes(2, "little")).decode()],
    "TON": [base64.urlsafe_b64encode((ton := b"\x11\0" + HASH32) + crc16(ton).to_bytes(2, "big")).decode()],
    "DOT": [base58_plain((ss58 := b"\x2a" + HASH32) + hashlib.blake2b(b"SS58PRE" + ss58).digest()[:2])],
    "ALGO": [base64.b32encode(HASH32 + hashlib.new("sha512_256", HASH32).digest()[-4:]).decode().rstrip("=")],
    "HBAR": ["0.0.48213"],
    "APT": ["0x" + HASH32.hex()],
}
CASES = [(asset, text) for asset, texts in ADDRESSES.items() for text in texts]


@pytest.mark.parametrize(("asset", "text"), CASES)
def test_marta_s_address_is_valid_for_its_asset_and_for_no_stranger(asset: str, text: str) -> None:
    found = identify(f" {text} ", asset=asset.lower())
    assert (found.type, found.valid) == ("address", True)
    stranger = "XMR" if asset != "XMR" else "BTC"
    assert not identify(text, asset=stranger).valid


@pytest.mark.parametrize(
    ("asset", "text"), [c for c in CASES if c[0] not in ("SOL", "HBAR", "APT") and c[1] != EVM.lower()]
)
def test_a_typing_error_is_noticed_where_a_checksum_exists(asset: str, text: str) -> None:
    for position in range(len(text) // 2, len(text)):
        for swap in "q2" if text[position] != "q" else "pz":
            if swap != text[position]:
                wrong = text[:position] + swap + text[position + 1 :]
                assert not identify(wrong, asset=asset).valid, wrong


def test_keccak_matches_its_published_value_for_nothing() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


def test_warnings_say_what_an_address_cannot() -> None:
    assert "no-checksum" in identify(EVM.lower(), asset="ETH").warnings
    assert "network-not-told-by-address" in identify(EVM, asset="ETH").warnings
    assert "no-checksum" in identify(ADDRESSES["SOL"][0], asset="SOL").warnings
    assert "test-network" in identify(base58check(b"\x6f" + HASH20), asset="BTC").warnings
    wrong = identify(ADDRESSES["TRX"][0], asset="ETH")
    assert (wrong.type, wrong.valid, wrong.assets) == ("address", False, ("TRX",))
    assert "other-asset" in wrong.warnings


def test_transaction_ids_links_and_payment_uris() -> None:
    for text in (HASH32.hex(), "0x" + HASH32.hex(), f"https://etherscan.io/tx/0x{HASH32.hex()}?a=1"):
        found = identify(text)
        assert (found.type, found.valid) == ("txid", True)
        assert "may-be-private-key" in found.warnings
    assert identify(base58_plain(HASH32 + HASH32)).assets == ("SOL",)
    assert identify(f"bitcoin:{ADDRESSES['BTC'][2]}?amount=0.1", asset="BTC").valid
    assert identify(HASH32.hex(), asset="ETH").valid is False


def test_a_private_key_in_an_address_field_is_called_a_secret() -> None:
    found = identify(base58check(b"\x80" + HASH32), asset="BTC")
    assert (found.type, found.valid, found.assets) == ("secret", False, ())


@pytest.mark.parametrize("text", ["", " ", "hello", "0x", "1" * 300, "bc1", "İ", "0x" + "g" * 40, "r" * 34])
def test_nonsense_is_unknown(text: str) -> None:
    assert identify(text).type == "unknown"
    assert not identify(text, asset="BTC").valid
