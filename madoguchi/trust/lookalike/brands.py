"""The names that an official list protects."""

from __future__ import annotations

from dataclasses import dataclass

from madoguchi.trust.lookalike.contract import Officials
from madoguchi.trust.lookalike.distance import SLIP
from madoguchi.trust.lookalike.hosts import read_host
from madoguchi.trust.lookalike.skeleton import skeleton
from madoguchi.trust.lookalike.word_lists import ORDINARY

MIN_BRAND = 3
"""A name of fewer letters is never looked for: everything looks like it."""
MIN_INSIDE = 6
"""From this length a name says something wherever it stands; a shorter one only beside words of the trade."""
MIN_MISSPELT = 5
"""From this length a name with a slip is still that name."""


@dataclass(frozen=True, slots=True)
class Brand:
    """`name` as the label is written, without hyphens; `looks` its skeleton; `of` the official value it is from."""

    name: str
    looks: str
    of: str

    @property
    def alone(self) -> bool:
        """Whether the name says something between two hyphens."""
        return len(self.name) >= MIN_MISSPELT and self.name not in ORDINARY

    @property
    def telling(self) -> bool:
        """Whether the name inside a longer one cannot be chance."""
        return len(self.name) >= MIN_INSIDE and self.name not in ORDINARY

    @property
    def slips(self) -> int:
        """How far a misspelling may be, in half slips: the longer the name, the more."""
        size = len(self.name)
        if size < MIN_MISSPELT:
            return 0
        return SLIP if size < 9 else SLIP + 1 if size < 12 else 2 * SLIP


def brands_of(officials: Officials) -> tuple[Brand, ...]:
    """From domains first, then mail domains and handles; of the same name the first counts."""
    found: dict[str, Brand] = {}
    for domain in (*officials.domains, *officials.mail_domains):
        _add(found, read_host(domain).label, domain)
    for handle in officials.handles:
        _add(found, handle.rpartition(":")[2].lstrip("@"), handle)
    return tuple(found.values())


def _add(found: dict[str, Brand], label: str, of: str) -> None:
    name = "".join(character for character in label.lower() if character.isalnum())
    if len(name) >= MIN_BRAND:
        found.setdefault(name, Brand(name, skeleton(name), of))
