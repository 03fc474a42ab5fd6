"""The words of an SPF record, checked before anything is evaluated (RFC 7208, sections 4.6, 5, 6, 7.1 and 12)."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_MECHANISM = re.compile(r"(?P<sign>[-+?~]?)(?P<name>[A-Za-z][A-Za-z0-9_.-]*)(?P<rest>[:/].*)?")
_MODIFIER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9_.-]*)=(?P<value>.*)")
_MACRO = re.compile(
    r"%(?:[%_-]|\{[slodiphvSLODIPHV](?:[1-9][0-9]*)?[rR]?[-.+,/_=]*\}|\{[crtCRT](?:[1-9][0-9]*)?[rR]?[-.+,/_=]*\})"
)
_EXPLANATION_ONLY = re.compile(r"%\{[crtCRT]")
_CIDR = re.compile(r"(?P<four>/(?:0|[1-9][0-9]?))?(?P<six>//(?:0|[1-9][0-9]{0,2}))?\Z")
_LAST_LABEL = re.compile(r"\.(?P<label>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\.?\Z")
_ENDS_IN_MACRO = re.compile(r"%(?:\{[^{}]*\}|[%_-])\Z")


class BadRecord(ValueError):
    """The record breaks the grammar: the whole evaluation is a permerror. The text says where."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism; `domain` is not expanded yet, `network` is that of ip4 and ip6."""

    sign: str
    name: str
    domain: str = ""
    four: int = 32
    six: int = 128
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record; `redirect` and `explanation` are domain-specs or None."""

    mechanisms: tuple[Mechanism, ...]
    redirect: str | None
    explanation: str | None


def read_record(text: str) -> Record:
    """`text` begins with v=spf1. Raises BadRecord."""
    if not text.isascii():
        raise BadRecord("the record holds other letters than ASCII")
    mechanisms: list[Mechanism] = []
    modifiers: dict[str, str] = {}
    for term in filter(None, text.split(" ")[1:]):
        modifier = _MODIFIER.fullmatch(term)
        if modifier is None:
            mechanisms.append(_mechanism(term))
            continue
        name, value = modifier["name"].lower(), modifier["value"]
        if name not in ("redirect", "exp"):
            check_macros(value)
            continue
        if name in modifiers:
            raise BadRecord(f"{name}= stands there twice")
        modifiers[name] = _domain_spec(value)
    return Record(tuple(mechanisms), modifiers.get("redirect"), modifiers.get("exp"))


def check_macros(text: str, *, explanation: bool = False) -> None:
    """Raises BadRecord unless `text` is a macro-string (section 7.1)."""
    left = _MACRO.sub("", text)
    if "%" in left or any(not "!" <= one <= "~" for one in left if not (explanation and one == " ")):
        raise BadRecord(f"a macro in {text[:80]!r} cannot be read")
    if not explanation and _EXPLANATION_ONLY.search(text):
        raise BadRecord(f"{text[:80]!r} uses a macro that is for explanations alone")


def _mechanism(term: str) -> Mechanism:
    match = _MECHANISM.fullmatch(term)
    if match is None:
        raise BadRecord(f"{term[:80]!r} is no term of SPF")
    sign, name, rest = match["sign"] or "+", match["name"].lower(), match["rest"] or ""
    if name == "all":
        if rest:
            raise BadRecord("'all' takes no argument")
        return Mechanism(sign, name)
    if name in ("include", "exists"):
        if not rest.startswith(":"):
            raise BadRecord(f"{name!r} names no domain")
        return Mechanism(sign, name, _domain_spec(rest[1:]))
    if name in ("ip4", "ip6"):
        return Mechanism(sign, name, network=_network(name, rest))
    if name == "ptr":
        if rest.startswith("/"):
            raise BadRecord("'ptr' takes no length")
        return Mechanism(sign, name, _domain_spec(rest[1:]) if rest else "")
    if name in ("a", "mx"):
        return _with_lengths(sign, name, rest)
    raise BadRecord(f"{name[:80]!r} is no mechanism of SPF")


def _with_lengths(sign: str, name: str, rest: str) -> Mechanism:
    """`a` and `mx`: [":" domain-spec] [dual-cidr-length]; a slash inside a macro belongs to the macro."""
    cut = len(rest)
    for at in range(len(rest) - 1, -1, -1):
        if not (rest[at].isdigit() or rest[at] == "/"):
            break
        if rest[at] == "/":
            cut = at
    lengths = _CIDR.match(rest[cut:])
    if lengths is None:
        raise BadRecord(f"the length in {name}{rest[:80]!r} cannot be read")
    four, six = int((lengths["four"] or "/32")[1:]), int((lengths["six"] or "//128")[2:])
    if four > 32 or six > 128:
        raise BadRecord(f"the length in {name}{rest[:80]!r} is too long")
    domain = rest[:cut]
    if domain and not domain.startswith(":"):
        raise BadRecord(f"the length in {name}{rest[:80]!r} cannot be read")
    return Mechanism(sign, name, _domain_spec(domain[1:]) if domain else "", four, six)


def _network(name: str, rest: str) -> Network:
    address, slash, length = rest[1:].partition("/")
    if (
        not rest.startswith(":")
        or (slash and not re.fullmatch(r"0|[1-9][0-9]{0,2}", length))
        or "%" in address
    ):
        raise BadRecord(f"{name}{rest[:80]} names no network")
    try:
        if name == "ip4":
            return ipaddress.IPv4Network((ipaddress.IPv4Address(address), int(length or 32)), strict=False)
        return ipaddress.IPv6Network((ipaddress.IPv6Address(address), int(length or 128)), strict=False)
    except ValueError as error:
        raise BadRecord(f"{name}{rest[:80]} names no network") from error


def _domain_spec(text: str) -> str:
    """macro-string domain-end: the last label stands in letters, or the whole ends in a macro."""
    check_macros(text)
    if _ENDS_IN_MACRO.search(text):
        return text
    last = _LAST_LABEL.search(text)
    if last is None or last["label"].isdigit():
        raise BadRecord(f"{text[:80]!r} names no domain")
    return text
