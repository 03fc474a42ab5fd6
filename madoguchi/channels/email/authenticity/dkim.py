"""DKIM (RFC 6376, RFC 8301, RFC 8463): which domains signed what we see."""

from __future__ import annotations

import time

from .dns import Dns, DnsTrouble
from .fields import Field, Message
from .keys import Key, KeyRefused
from .limits import DEFAULT_AUTH_LIMITS, AuthLimits
from .signature import Bodies, NotBelieved, NotMatching, check_signature, domain_of
from .tags import BadTags, needed, number, read_tags, without_spaces, words
from .verdicts import Dkim, DkimWord, Signature

_BEST_FIRST: tuple[DkimWord, ...] = ("pass", "temperror", "policy", "fail", "neutral", "permerror")

# Fields that are shown, or say how the text is shown: one that was added stands above the signed one (section 8.15).
_STAND_ONCE = ("from", "subject", "date", "reply-to", "content-type")


def check_dkim(
    message: Message, dns: Dns, *, limits: AuthLimits = DEFAULT_AUTH_LIMITS, now: float | None = None
) -> Dkim:
    """Judges the first signatures of a mail (AuthLimits.signatures); `now` in seconds of Unix."""
    fields = message.all("dkim-signature")
    if message.problem and (fields or not message.fields):
        return Dkim("permerror", message.problem)
    if not fields:
        return Dkim("none", "the mail carries no DKIM signature")
    bodies = Bodies(message.body)
    at = time.time() if now is None else now
    found = tuple(_judged(message, one, bodies, dns, limits, at) for one in fields[: limits.signatures])
    best = min(found, key=lambda one: _BEST_FIRST.index(one.result))
    reason = best.reason
    if len(fields) > len(found):
        reason = f"{reason} (only {len(found)} of {len(fields)} signatures were checked)"
    return Dkim(best.result, reason, found)


def _judged(
    message: Message, own: Field, bodies: Bodies, dns: Dns, limits: AuthLimits, now: float
) -> Signature:
    domain = selector = ""
    result: DkimWord
    try:
        tags = read_tags(own.value.decode("utf-8", "replace"))
        domain, selector = domain_of(tags), domain_of(tags, "s")
        _check_form(tags, domain, limits, now)
        key = check_signature(message, own, tags, bodies=bodies, dns=dns, limits=limits)
        _check_meaning(message, tags, key, domain)
        return Signature("pass", f"signed by {domain}", domain, selector)
    except DnsTrouble as trouble:
        result, reason = "temperror", str(trouble)
    except BadTags as problem:
        result, reason = "permerror", str(problem)
    except NotMatching as problem:
        result, reason = "fail", str(problem)
    except (KeyRefused, NotBelieved) as problem:
        result, reason = "policy", str(problem)
    return Signature(result, reason, domain, selector)


def _check_form(tags: dict[str, str], domain: str, limits: AuthLimits, now: float) -> None:
    """What RFC 6376, section 6.1.1, asks for before any key. Raises BadTags, NotMatching."""
    if needed(tags, "v") != "1":
        raise BadTags("v= is not 1")
    if "from" not in words(needed(tags, "h")):
        raise BadTags("the signature does not cover From")
    if "q" in tags and "dns/txt" not in words(tags["q"]):
        raise BadTags("q= is not known")
    signer = _signer(tags, domain)
    if signer != domain and not signer.endswith(f".{domain}"):
        raise BadTags("i= is not below d=")
    signed, until = number(tags, "t"), number(tags, "x")
    if signed is not None and until is not None and until < signed:
        raise BadTags("the signature ended before it began")
    if until is not None and until + limits.clock_skew_seconds < now:
        raise NotMatching("the signature has expired")


def _check_meaning(message: Message, tags: dict[str, str], key: Key, domain: str) -> None:
    """A signature may be right and still prove too little. Raises BadTags, NotBelieved."""
    if key.strict and _signer(tags, domain) != domain:
        raise BadTags("the key is for its own domain alone, and i= names another")
    covered = words(tags["h"])
    for name in _STAND_ONCE:
        if name in covered and len(message.all(name)) > covered.count(name):
            raise NotBelieved(f"the mail has more {name} fields than were signed")


def _signer(tags: dict[str, str], domain: str) -> str:
    return without_spaces(tags["i"]).rpartition("@")[2].lower() if "i" in tags else domain
