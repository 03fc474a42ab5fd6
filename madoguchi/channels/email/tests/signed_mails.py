"""Mails that are signed, by another project's signer, and the zones of those who sign."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

import dkim
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.zones import Zone

COVERED = [b"From", b"To", b"Subject", b"Date", b"Message-ID"]
MAIL = (
    b"From: Kim <kim@mail.example>\r\nTo: Help <help@hoshi.example>\r\nSubject: My withdrawal\r\n"
    b"Date: Mon, 4 Jan 2027 10:00:00 +0900\r\nMessage-ID: <k1@mail.example>\r\n"
    b"\r\nIt has been pending since Monday.\r\n\r\nKim\r\n"
)
KIMS_HOST, MALLORYS_HOST, LISTS_HOST = "192.0.2.10", "203.0.113.66", "198.51.100.7"


@cache
def rsa_key(bits: int = 2048) -> tuple[bytes, str]:
    """A private key as PEM, and its public half as a key record."""
    key = generate_private_key(65_537, bits)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return pem, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


def signed(
    mail: bytes = MAIL, *, by: str = "mail.example", key: bytes | None = None, **more: object
) -> bytes:
    """`mail` with a DKIM-Signature above it."""
    options: dict[str, object] = {
        "include_headers": COVERED,
        "canonicalize": (b"relaxed", b"relaxed"),
    } | more
    return bytes(dkim.sign(mail, b"s1", by.encode(), key or rsa_key()[0], **options)) + mail


def signed_by_ed25519(mail: bytes = MAIL, *, by: str = "mail.example") -> tuple[bytes, str]:
    """The mail with a signature by Ed25519 (RFC 8463), header and text in their simple form, and the key record."""
    key = Ed25519PrivateKey.generate()
    head, _, body = mail.partition(b"\r\n\r\n")
    chosen = [line for line in head.split(b"\r\n") if line.partition(b":")[0] in (b"From", b"Subject")]
    own = (
        f"DKIM-Signature: v=1; a=ed25519-sha256; d={by}; s=s1;\r\n h=From:Subject;"
        f" bh={base64.b64encode(hashlib.sha256(body).digest()).decode()};\r\n b="
    ).encode()
    digest = hashlib.sha256(b"".join(line + b"\r\n" for line in chosen) + own).digest()
    public = base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
    return own + base64.b64encode(key.sign(digest)) + b"\r\n" + mail, f"v=DKIM1; k=ed25519; p={public}"


def passed_on(mail: bytes, *, by: str = "list.example") -> bytes:
    """What a mailing list makes of a mail: a new subject and a footer, sealed with what it had found (RFC 8617)."""
    found = f"Authentication-Results: {by}; dkim=pass header.d=mail.example; dmarc=pass\r\n".encode()
    changed = found + mail.replace(b"Subject: ", b"Subject: [holders] ") + b"-- \r\nThe holders' list\r\n"
    added = dkim.arc_sign(
        changed,
        b"s1",
        by.encode(),
        rsa_key()[0],
        by.encode(),
        include_headers=[b"from", b"to", b"subject", b"date", b"message-id"],
    )
    return b"".join(added) + changed


def zone(more: dict[str, str] | None = None) -> Zone:
    """Kim's provider and the list sign with the same key; `more` adds and replaces TXT records."""
    key = rsa_key()[1]
    texts = {
        "mail.example": f"v=spf1 ip4:{KIMS_HOST} -all",
        "s1._domainkey.mail.example": key,
        "_dmarc.mail.example": "v=DMARC1; p=reject",
        "list.example": f"v=spf1 ip4:{LISTS_HOST} -all",
        "s1._domainkey.list.example": key,
        "mallory.example": f"v=spf1 ip4:{MALLORYS_HOST} -all",
        "s1._domainkey.mallory.example": key,
        "_dmarc.mallory.example": "v=DMARC1; p=none",
    }
    return Zone({(name, "TXT"): [text] for name, text in (texts | (more or {})).items()})
