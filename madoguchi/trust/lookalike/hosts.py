"""Host names: their one spelling, and which part of one somebody had to register.

The registrable part is found by the Public Suffix List (publicsuffix.org, as the package publicsuffixlist carries it),
its private section too: of `a.hoshi.netlify.app` it is `hoshi.netlify.app`. Nothing is asked over the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

MAX_HOST = 253
_LABEL = re.compile(r"[^\s/\\@:?#<>\"'%&()*,;=\[\]{}|^`]{1,63}")
_NUMBERS = re.compile(r"[0-9.]+")

# Sites where anybody opens a page, beside the private section of the list.
_FREE_HOSTS = """
    blogspot.com wordpress.com weebly.com wixsite.com webflow.io web.app firebaseapp.com glitch.me
    square.site godaddysites.com strikingly.com jimdosite.com jimdofree.com joomla.com tumblr.com
    site123.me tilda.ws mystrikingly.com yolasite.com webnode.com webnode.page ucoz.com narod.ru
    000webhostapp.com framer.website gitbook.io notion.site carrd.co teachable.com substack.com
    zendesk.com freshdesk.com typeform.com jotform.com surge.sh ipfs.io dweb.link 4everland.app
    replit.app
"""
FREE_HOSTS = frozenset(_FREE_HOSTS.split())
# Sites where the page's name stands in the path.
_PATH_HOSTS = """
    sites.google.com docs.google.com forms.gle telegra.ph linktr.ee beacons.ai medium.com notion.so
"""
PATH_HOSTS = frozenset(_PATH_HOSTS.split())


@dataclass(frozen=True, slots=True)
class Host:
    """`site` is what somebody registered, `label` its first part; `below` the parts before it, the nearest last."""

    name: str
    site: str
    label: str
    below: tuple[str, ...]
    free: bool


def normal_host(text: str) -> str:
    """Lower case, punycode, no final dot, no `www`; empty for what is no host name."""
    name = text.strip().rstrip(".")
    if not name.isascii():
        name = _ascii(name)
    name = name.lower()
    if not 0 < len(name) <= MAX_HOST or not all(_LABEL.fullmatch(part) for part in name.split(".")):
        return ""
    return name.removeprefix("www.") if name.count(".") > 1 else name


def read_host(name: str) -> Host:
    """Take a name apart that `normal_host` has made."""
    parts = name.split(".")
    suffix = 1 if _NUMBERS.fullmatch(name) is None else 0
    private = 0
    rules = _rules()
    for start in range(len(parts)):
        tail = ".".join(parts[start:])
        above = ".".join(parts[start + 1 :])
        if f"!{tail}" in rules:
            suffix = len(parts) - start - 1
            break
        if tail in rules or (above and f"*.{above}" in rules):
            suffix = len(parts) - start
            private = max(private, int(rules.get(tail) or rules.get(f"*.{above}") or 0))
            break
    at = max(len(parts) - suffix - 1, 0) if suffix else 0
    free = bool(private)
    if at and ".".join(parts[at:]) in FREE_HOSTS:
        at, free = at - 1, True
    return Host(name, ".".join(parts[at:]), readable(parts[at]), tuple(map(readable, parts[:at])), free)


def is_public(name: str) -> bool:
    """Whether a name is an ending or a host of many: nobody can call it his own."""
    return name in _rules() or name in FREE_HOSTS or name in PATH_HOSTS or "." not in name


def readable(label: str) -> str:
    """A part of a host name in the letters that people see."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


@cache
def _rules() -> dict[str, bool]:
    """Every rule of the list, in punycode; True for those of the private section."""
    text = resources.files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text(encoding="utf-8")
    public, _, private = text.partition("===BEGIN PRIVATE DOMAINS===")
    found = dict.fromkeys(_lines(public), False)
    return found | dict.fromkeys(_lines(private), True)


def _lines(text: str) -> list[str]:
    rules = (line.strip() for line in text.split("\n"))
    return [_punycode(rule) for rule in rules if rule and not rule.startswith("//")]


def _ascii(name: str) -> str:
    """Punycode by part, as browsers map it (UTS #46) where they accept it."""
    import idna  # weight: its tables are large, and most names are ASCII

    try:
        name = idna.uts46_remap(name, std3_rules=False, transitional=False)
    except (idna.IDNAError, UnicodeError):
        name = name.lower()
    return _punycode(name)


def _punycode(name: str) -> str:
    if name.isascii():
        return name
    parts = name.split(".")
    return ".".join(p if p.isascii() else "xn--" + p.encode("punycode").decode("ascii") for p in parts)
