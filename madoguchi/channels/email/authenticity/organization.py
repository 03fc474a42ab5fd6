"""Which domains belong together: the organization's domain by the Public Suffix List (RFC 7489, section 3.2)."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

from .dns import NotAName, labels


def plain_domain(domain: str) -> str:
    """Lower case, ASCII (IDNA), no last dot. Raises dns.NotAName."""
    return b".".join(labels(domain)).decode("ascii").lower()


def organization(domain: str) -> str:
    """The domain that was registered: example.co.uk for mail.example.co.uk. `domain` is plain; a suffix is its own."""
    return _suffixes().privatesuffix(domain) or domain


def aligned(one: str, other: str, *, strict: bool) -> bool:
    """Whether two domains are the same, or, unless `strict`, of one organization (section 3.1)."""
    try:
        one, other = plain_domain(one), plain_domain(other)
    except NotAName:
        return False
    return one == other or (not strict and organization(one) == organization(other))


@cache
def _suffixes() -> PublicSuffixList:
    """The list that its package carries; nothing is fetched."""
    return PublicSuffixList()
