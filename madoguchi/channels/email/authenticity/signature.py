"""What DKIM-Signature and ARC-Message-Signature share: hashes over fields and the body (RFC 6376, section 3.7)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from .canonical import canonical_body, canonical_field, without_signature
from .dns import Dns, NotAName, labels
from .fields import Field, Message
from .keys import Key, find_key
from .limits import AuthLimits
from .tags import BadTags, bytes_of, needed, number, without_spaces, words

ALGORITHMS = ("rsa-sha256", "ed25519-sha256")
_FORMS = ("simple", "relaxed")


class NotMatching(ValueError):
    """The signature was read, and is not one of what we see; the text says what differs."""


class NotBelieved(ValueError):
    """The signature is right and does not prove enough; the text says why."""


@dataclass(slots=True)
class Bodies:
    """Canonical bodies and their hashes, each made once however many signatures ask."""

    body: bytes
    _forms: dict[str, bytes] = field(default_factory=dict)
    _hashes: dict[tuple[str, int | None], bytes] = field(default_factory=dict)

    def canonical(self, form: str) -> bytes:
        if form not in self._forms:
            self._forms[form] = canonical_body(self.body, form)
        return self._forms[form]

    def digest(self, form: str, length: int | None) -> bytes:
        """SHA-256 of the first `length` bytes, of all where it is None."""
        key = (form, length)
        if key not in self._hashes:
            self._hashes[key] = hashlib.sha256(memoryview(self.canonical(form))[:length]).digest()
        return self._hashes[key]


def algorithm_of(tags: dict[str, str]) -> str:
    """Raises BadTags, for rsa-sha1 too (RFC 8301, section 3.1)."""
    algorithm = needed(tags, "a").lower()
    if algorithm not in ALGORITHMS:
        raise BadTags("the signature uses SHA-1" if algorithm == "rsa-sha1" else "a= is not known")
    return algorithm


def domain_of(tags: dict[str, str], name: str = "d") -> str:
    """Raises BadTags."""
    domain = without_spaces(needed(tags, name)).lower()
    try:
        labels(domain)
    except NotAName as error:
        raise BadTags(f"{name}= is no domain name") from error
    return domain


def check_signature(
    message: Message, own: Field, tags: dict[str, str], *, bodies: Bodies, dns: Dns, limits: AuthLimits
) -> Key:
    """The key by which `own` signs this message. Raises BadTags, NotMatching, NotBelieved, KeyRefused, DnsTrouble."""
    algorithm, domain = algorithm_of(tags), domain_of(tags)
    signature, wanted = bytes_of(tags, "b"), bytes_of(tags, "bh")
    header_form, body_form = _forms(tags)
    length = number(tags, "l", digits=76)
    if length is not None and length > len(bodies.canonical(body_form)):
        raise BadTags("l= is longer than the text")
    key = find_key(dns, domain=domain, selector=domain_of(tags, "s"), algorithm=algorithm, limits=limits)
    if not hmac.compare_digest(bodies.digest(body_form, length), wanted):
        raise NotMatching("the text was changed after it was signed")
    chosen = chosen_fields(message, words(needed(tags, "h")), own)
    digest = digest_of((canonical_field(one.raw, header_form) for one in chosen), own, header_form)
    if not key.verifies(digest, signature):
        raise NotMatching("the signature does not match the header")
    if length is not None and length < len(bodies.canonical(body_form)):
        raise NotBelieved("text follows after what was signed")
    return key


def chosen_fields(message: Message, names: Iterable[str], own: Field) -> list[Field]:
    """The fields that h= names, each next one of a name from the bottom up (RFC 6376, section 5.4.2)."""
    left = {name: [one for one in message.all(name) if one is not own] for name in set(names)}
    return [left[name].pop() for name in names if left[name]]


def digest_of(signed: Iterable[bytes], own: Field, form: str) -> bytes:
    """SHA-256 over fields in canonical form and the signature's own field without its b=."""
    found = hashlib.sha256()
    for one in signed:
        found.update(one + b"\r\n")
    found.update(canonical_field(without_signature(own.raw), form))
    return found.digest()


def _forms(tags: dict[str, str]) -> tuple[str, str]:
    header, slash, body = without_spaces(tags.get("c", "simple/simple")).lower().partition("/")
    body = body if slash else "simple"
    if header not in _FORMS or body not in _FORMS:
        raise BadTags("c= is not known")
    return header, body
