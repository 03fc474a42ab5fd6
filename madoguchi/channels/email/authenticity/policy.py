"""What a domain asks for where a mail is not its own: its DMARC record (RFC 7489, section 6)."""

from __future__ import annotations

from dataclasses import dataclass

from .dns import Dns, NotAName, Records
from .organization import organization
from .tags import read_tags

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True)
class Policy:
    """`wanted` is none, quarantine or reject; the two flags ask for the very same domain."""

    wanted: str
    strict_dkim: bool
    strict_spf: bool


def find_policy(domain: str, dns: Dns) -> Policy | None:
    """That of the domain, else of its organization (section 6.6.3). Raises dns.DnsTrouble, tags.BadTags."""
    above = organization(domain)
    for place in dict.fromkeys((domain, above)):
        records = [
            text for text in _texts(place, dns) if text.partition(";")[0].replace(" ", "") == "v=DMARC1"
        ]
        if len(records) == 1:
            return _policy(records[0], below=place != domain)
        if records:
            return None
    return None


def _texts(place: str, dns: Dns) -> Records:
    try:
        return dns.ask(f"_dmarc.{place}", "TXT")
    except NotAName:
        return ()


def _policy(text: str, *, below: bool) -> Policy | None:
    """None where no policy stands in it and nobody wants reports either."""
    tags = {name.lower(): value.lower() for name, value in read_tags(text).items()}
    wanted = tags.get("p", "")
    for_below = tags.get("sp", wanted)
    if wanted not in _POLICIES or for_below not in _POLICIES:
        if "mailto:" not in tags.get("rua", ""):
            return None
        wanted = for_below = "none"
    return Policy(
        for_below if below else wanted,
        strict_dkim=tags.get("adkim") == "s",
        strict_spf=tags.get("aspf") == "s",
    )
