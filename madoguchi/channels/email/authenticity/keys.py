"""Public keys in the DNS (RFC 6376, section 3.6; RFC 8301; RFC 8463) and what they verify."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from .dns import Dns, NotAName
from .limits import AuthLimits
from .tags import BadTags, bytes_of, read_tags, words

_KINDS = {"rsa-sha256": "rsa", "ed25519-sha256": "ed25519"}
_LARGEST_EXPONENT_BITS = 64


class KeyRefused(ValueError):
    """The key exists and may not be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """`strict`: i= must name the very domain that signs."""

    public: RSAPublicKey | Ed25519PublicKey
    strict: bool

    def verifies(self, digest: bytes, signature: bytes) -> bool:
        """`digest` is the SHA-256 of what was signed; Ed25519 signs the digest itself (RFC 8463, section 3)."""
        try:
            if isinstance(self.public, RSAPublicKey):
                self.public.verify(signature, digest, padding.PKCS1v15(), Prehashed(SHA256()))
            else:
                self.public.verify(signature, digest)
        except (InvalidSignature, ValueError):
            return False
        return True


def find_key(dns: Dns, *, domain: str, selector: str, algorithm: str, limits: AuthLimits) -> Key:
    """The key that signs with `algorithm`. Raises BadTags, KeyRefused, dns.DnsTrouble."""
    try:
        texts = dns.ask(f"{selector}._domainkey.{domain}", "TXT")
    except NotAName as error:
        raise BadTags(str(error)) from error
    if not texts:
        raise BadTags(f"{domain} publishes no key {selector}")
    problem: BadTags | None = None
    for text in texts[:4]:  # several records are undefined; some domains keep another text there
        try:
            return read_key(text, algorithm=algorithm, limits=limits)
        except BadTags as error:
            problem = problem or error
    raise problem or BadTags(f"{domain} publishes no key {selector}")


def read_key(text: str, *, algorithm: str, limits: AuthLimits) -> Key:
    """One key record. Raises BadTags, KeyRefused."""
    tags = read_tags(text)
    if "v" in tags and (next(iter(tags)) != "v" or tags["v"] != "DKIM1"):
        raise BadTags("the key's version is not DKIM1")
    if tags.get("k", "rsa").lower() != _KINDS[algorithm]:
        raise BadTags("the key is of another kind than the signature")
    if "h" in tags and "sha256" not in words(tags["h"]):
        raise BadTags("the key is not for SHA-256")
    if "s" in tags and not {"*", "email"} & set(words(tags["s"])):
        raise BadTags("the key is not for e-mail")
    if tags.get("p") == "":
        raise BadTags("the key was revoked")
    flags = words(tags.get("t", ""))
    return Key(_public(bytes_of(tags, "p"), algorithm, limits), "s" in flags)


def _public(data: bytes, algorithm: str, limits: AuthLimits) -> RSAPublicKey | Ed25519PublicKey:
    if algorithm == "ed25519-sha256":
        try:
            return Ed25519PublicKey.from_public_bytes(data)
        except ValueError as error:
            raise BadTags("the key cannot be read") from error
    if len(data) * 8 > limits.largest_key_bits + 1024:
        raise KeyRefused(f"the key is larger than {limits.largest_key_bits} bits")
    try:
        public = load_der_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadTags("the key cannot be read") from error
    if not isinstance(public, RSAPublicKey):
        raise BadTags("the key is no RSA key")
    if public.key_size < limits.smallest_key_bits:
        raise KeyRefused(f"the key is smaller than {limits.smallest_key_bits} bits")
    if public.key_size > limits.largest_key_bits:
        raise KeyRefused(f"the key is larger than {limits.largest_key_bits} bits")
    if public.public_numbers().e.bit_length() > _LARGEST_EXPONENT_BITS:
        raise KeyRefused("the key's exponent is too large")
    return public
