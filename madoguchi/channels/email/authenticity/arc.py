"""ARC (RFC 8617): is the chain of those who passed the mail on whole?"""

from __future__ import annotations

from .arc_sets import SEAL, ArcSet, BrokenChain, read_sets
from .canonical import canonical_field
from .dns import Dns, DnsTrouble
from .fields import Message
from .keys import KeyRefused, find_key
from .limits import DEFAULT_AUTH_LIMITS, AuthLimits
from .signature import (
    Bodies,
    NotBelieved,
    NotMatching,
    algorithm_of,
    check_signature,
    digest_of,
    domain_of,
)
from .tags import BadTags, bytes_of, needed, number, words
from .verdicts import Arc


def check_arc(message: Message, dns: Dns, *, limits: AuthLimits = DEFAULT_AUTH_LIMITS) -> Arc:
    """The steps of section 5.2, cheapest first; what cannot be asked of the DNS is a temperror."""
    if message.problem and (message.all(SEAL) or not message.fields):
        return Arc("fail", message.problem)
    sealers: tuple[str, ...] = ()
    try:
        sets = read_sets(message, most=limits.arc_sets)
        if not sets:
            return Arc("none", "the mail carries no ARC chain")
        for one in sets:
            _check_tags(one)
        sealers = tuple(domain_of(one.seal_tags) for one in sets)
        last = sets[-1]
        bodies = Bodies(message.body)
        check_signature(message, last.message, last.message_tags, bodies=bodies, dns=dns, limits=limits)
        fields = [field for one in sets for field in _canonical(one)]
        for one in reversed(sets):
            _check_seal(one, fields[: 3 * one.instance - 1], dns, limits)
    except DnsTrouble as trouble:
        return Arc("temperror", str(trouble), sealers)
    except (BrokenChain, BadTags, NotMatching, NotBelieved, KeyRefused) as problem:
        return Arc("fail", str(problem), sealers)
    return Arc("pass", f"the chain is whole, sealed last by {sealers[-1]}", sealers)


def _check_tags(one: ArcSet) -> None:
    """Raises BrokenChain, BadTags."""
    state, wanted = one.seal_tags.get("cv", "").lower(), "none" if one.instance == 1 else "pass"
    if state == "fail":
        raise BrokenChain(f"{domain_of(one.seal_tags)} found the chain broken already")
    if state != wanted:
        raise BrokenChain(f"seal {one.instance} does not say cv={wanted}")
    if "h" in one.seal_tags:
        raise BrokenChain(f"seal {one.instance} chooses fields, which no seal may do")
    if SEAL in words(needed(one.message_tags, "h")):
        raise BrokenChain(f"message signature {one.instance} covers a seal, which none may do")
    for tags in (one.message_tags, one.seal_tags):
        number(tags, "t")


def _canonical(one: ArcSet) -> list[bytes]:
    return [canonical_field(field.raw, "relaxed") for field in (one.results, one.message, one.seal)]


def _check_seal(one: ArcSet, before: list[bytes], dns: Dns, limits: AuthLimits) -> None:
    """A seal covers all sets up to it (section 5.1.1). Raises BadTags, NotMatching, KeyRefused, DnsTrouble."""
    tags = one.seal_tags
    algorithm = algorithm_of(tags)
    signature = bytes_of(tags, "b")
    key = find_key(
        dns, domain=domain_of(tags), selector=domain_of(tags, "s"), algorithm=algorithm, limits=limits
    )
    if not key.verifies(digest_of(before, one.seal, "relaxed"), signature):
        raise NotMatching(f"seal {one.instance} does not match")
