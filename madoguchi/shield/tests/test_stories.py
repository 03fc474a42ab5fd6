"""What customers paste, and what must be left of it."""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from madoguchi.shield import shield
from madoguchi.shield.encoding import base58, bech32
from madoguchi.shield.encoding.crc16 import crc16
from madoguchi.shield.joined import scan_joined
from madoguchi.shield.wordlists import words

SECRET = hashlib.sha256(b"a key that kim made for this test").digest()


def base58check(payload: bytes, alphabet: str = base58.BITCOIN) -> str:
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = alphabet[digit] + text
    return alphabet[0] * (len(raw) - len(raw.lstrip(b"\0"))) + text


def base58_plain(raw: bytes) -> str:
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = base58.BITCOIN[digit] + text
    return text


def phrase(language: str, count: int) -> list[str]:
    """Words of a list picked by a hash: no valid checksum, as with Electrum and TON."""
    listed = list(words().index[language])
    return [
        listed[int.from_bytes(hashlib.sha256(bytes([i])).digest()[:2], "big") % 2048] for i in range(count)
    ]


def bech32_text(prefix: str, data: bytes) -> str:
    bits, size, values = 0, 0, []
    for byte in data:
        bits, size = bits << 8 | byte, size + 8
        while size >= 5:
            size -= 5
            values.append(bits >> size & 31)
    if size:
        values.append(bits << (5 - size) & 31)
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = bech32._polymod([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(bech32.CHARSET[v] for v in values)


def key_pair() -> bytes:
    return SECRET + Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()


def stellar_seed() -> str:
    body = bytes([18 << 3]) + SECRET
    return base64.b32encode(body + crc16(body).to_bytes(2, "little")).decode()


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        (base58check(b"\x80" + SECRET), "wif"),
        (base58check(b"\xb0" + SECRET + b"\x01"), "wif"),
        (base58check(b"\xef" + SECRET + b"\x01"), "wif"),
        (base58check(b"\x01\x42\xc0" + SECRET + SECRET[:4]), "bip38"),
        (base58check(bytes.fromhex("0488ade4") + bytes(9) + SECRET + b"\0" + SECRET), "extended-private-key"),
        (base58check(b"\x21" + SECRET[:16], base58.RIPPLE), "private-key"),
        (base58_plain(key_pair()), "private-key"),
        (json.dumps(list(key_pair())), "private-key"),
        (key_pair().hex(), "private-key"),
        (stellar_seed(), "private-key"),
        (bech32_text("nsec", SECRET), "private-key"),
        (bech32_text("root_xsk", SECRET * 3), "private-key"),
    ],
)
def test_a_wallet_key_that_proves_itself_is_masked_anywhere(secret: str, kind: str) -> None:
    shielded = shield(f"Hello, this is my key {secret}. Please check my balance.")
    assert [(f.kind, f.confidence) for f in shielded.findings] == [(kind, "certain")]
    assert secret not in shielded.text
    assert shielded.text.startswith("Hello, this is my key [masked: ")
    assert shielded.text.endswith(". Please check my balance.")


@pytest.mark.parametrize(
    "language", ["english", "japanese", "korean", "spanish", "russian", "portuguese", "french"]
)
@pytest.mark.parametrize("style", ["spaces", "numbered", "lines", "commas", "capitals"])
def test_kim_pastes_a_seed_phrase_in_any_language_and_style(language: str, style: str) -> None:
    listed = phrase(language, 12)
    text = {
        "spaces": " ".join(listed),
        "numbered": " ".join(f"{i}. {w}" for i, w in enumerate(listed, 1)),
        "lines": "\n".join(listed),
        "commas": ", ".join(listed),
        "capitals": " ".join(listed).upper(),
    }[style]
    shielded = shield(f"Wallet 55!\n{text}\n77 coins are gone?")
    assert [f.kind for f in shielded.findings] == ["seed-phrase"]
    assert listed[0].lower() not in shielded.text.lower()
    assert listed[-1].lower() not in shielded.text.lower()


def test_chinese_phrases_with_and_without_spaces() -> None:
    listed = phrase("chinese_simplified", 12)
    assert shield(" ".join(listed)).kinds == ("seed-phrase",)
    # One last word in sixteen makes the checksum right; only such a phrase is found without spaces.
    index = list(words().index["chinese_simplified"])
    joined = ["".join([*listed[:11], last]) for last in index[:400]]
    assert any(shield(f"助记词：{text}").masked for text in joined)


def test_other_wallets_lists() -> None:
    for name, count in (("monero_english", 25), ("slip39_english", 20), ("monero_japanese", 25)):
        bit = next(r.bit for r in words().rules if r.name == name)
        listed = sorted(w for w, bits in words().member.items() if bits & bit)[:: 1500 // count // 2][:count]
        assert shield("hi 1 " + " ".join(listed)).kinds == ("seed-phrase",), name


def test_one_typo_is_forgiven_beside_a_cue_only() -> None:
    listed = phrase("english", 12)
    listed[5] = "xylofone"
    assert shield("助记词: " + " ".join(listed)).kinds == ("seed-phrase",)
    assert not shield("99! " + " ".join(listed)).findings


@pytest.mark.parametrize(
    ("text", "kind", "gone"),
    [
        ("my password is Katze!2031", "password", "Katze"),
        ("Password: blue horse lamp", "password", "horse"),
        ("我的密码是Mao20310", "password", "Mao20310"),
        ("パスワードはSora#2031です", "password", "Sora"),
        ("비밀번호는 Hana2031! 입니다", "password", "Hana"),
        ("mi contraseña es Perro2031", "password", "Perro"),
        ("мой пароль: Kotik2031", "password", "Kotik"),
        ("minha senha é Gato#31", "password", "Gato"),
        ("my pin is 48213", "password", "48213"),
        ("your verification code is 771 902", "one-time-code", "771"),
        ("验证码是 771902", "one-time-code", "771902"),
        ("認証コードは 771902 です", "one-time-code", "771902"),
        ("인증번호 771902", "one-time-code", "771902"),
        ("код подтверждения: 771902", "one-time-code", "771902"),
        ("código de verificación 771902", "one-time-code", "771902"),
        ("scan otpauth://totp/Hoshi:kim?secret=KRSXG5CTMVRXEZLU please", "totp-seed", "KRSXG5"),
        ("google authenticator key KRSX G5CT MVRX EZLU", "totp-seed", "MVRX"),
        ("API secret: q7ZtR2mXc9KpW4vLs8YdN1fBh6JgT3aE", "api-credential", "q7Zt"),
        (
            "organizations/6f1e2c3a-1b2c-4d5e-8f90-a1b2c3d4e5f6/apiKeys/7a1e2c3a-1b2c-4d5e-8f90-a1b2c3d4e5f6",
            "api-credential",
            "7a1e",
        ),
        ("card 4539 5787 6362 1486 exp 04/31", "card", "4539"),
        ("my card: ４５３９５７８７６３６２１４８６", "card", "４５３９"),
        ("cvv 904", "card", "904"),
        ("pay to NL91 ABNA 0417 1643 00 today", "iban", "0417"),
        ("CPF 111.444.777-35", "national-id", "444"),
        ("주민등록번호 880101-1234568", "national-id", "1234568"),
        ("mon SSN: 219-09-9999", "national-id", "219"),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----",
            "pem",
            "b3Bl",
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh", "pem", "MIIE"),
        (
            '{"kty": "OKP", "crv": "Ed25519", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}',
            "pem",
            "nWGx",
        ),
        ('{"version":3,"crypto":{"ciphertext":"ab","kdf":"scrypt","mac":"cd"}}', "keystore", "scrypt"),
    ],
)
def test_other_secrets_in_seven_languages(text: str, kind: str, gone: str) -> None:
    shielded = shield(text)
    assert shielded.kinds == (kind,), shielded
    assert gone not in shielded.text


def test_64_hex_digits_are_decided_by_the_words_around_them() -> None:
    key = SECRET.hex()
    assert shield(f"my private key is 0x{key}").findings[0].confidence == "likely"
    assert shield(f"秘密鍵：{key}").findings[0].confidence == "likely"
    unknown = shield(f"hello {key}")
    assert unknown.findings[0].confidence == "ask"
    assert unknown.text == f"hello {key}"
    assert shield(f"hello {key}", ask=True).text == "hello [masked: private key]"
    for harmless in (f"txid: {key}", f"https://etherscan.io/tx/0x{key}", f"交易哈希 {key}", f"хеш {key}"):
        assert not shield(harmless).findings
    assert not shield(key, field="txid").findings


def test_masking_twice_changes_nothing() -> None:
    once = shield("my password is Katze!2031, code: 771902, card 4539 5787 6362 1486")
    assert len(once.findings) == 3
    assert shield(once.text).text == once.text
    assert not shield(once.text).findings


def test_kim_sends_the_words_one_by_one() -> None:
    listed = phrase("english", 12)
    found = scan_joined(["Hello, where are my coins?", *listed[:6], " ".join(listed[6:]), "Thanks 99!"])
    assert found[0] == []
    assert found[-1] == []
    for word, findings in zip(listed[:6], found[1:7], strict=True):
        assert [(f.kind, f.start, f.end) for f in findings] == [("seed-phrase", 0, len(word))]
    assert len(found[7]) == 1
