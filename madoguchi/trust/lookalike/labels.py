"""One label, handle or mailbox name against one protected name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.trust.lookalike.brands import MIN_INSIDE, Brand
from madoguchi.trust.lookalike.contract import Signal
from madoguchi.trust.lookalike.distance import alike, distance
from madoguchi.trust.lookalike.skeleton import skeleton
from madoguchi.trust.lookalike.words import by_chance, has_lure, lures, only_lures, without_lures

MAX_LABEL = 100
"""Letters of a label that are looked at: a label of the DNS has 63, a handle of the networks 100 at most."""

_PARTS = re.compile(r"[-_.\s]+")


class Label:
    """A label taken apart once, for all protected names: as it is written, and as it looks."""

    def __init__(self, text: str) -> None:
        self.parts = tuple(part for part in _PARTS.split(text.lower()[:MAX_LABEL]) if part)
        self.joined = "".join(self.parts)
        self.looks = skeleton(self.joined)
        self.part_looks = tuple(map(skeleton, self.parts))
        self.cores = tuple(dict.fromkeys(self._cores()))

    def _cores(self) -> Iterator[str]:
        """What may be a misspelt name: the whole, each part, and what is left without words of the trade."""
        for text in (self.looks, *self.part_looks):
            yield text
            yield without_lures(text)


def like(label: Label, brand: Brand) -> Signal | None:
    """Why the label makes one think of the name; None where it does not.

    The very name is OTHER_ENDING: the caller knows whether it stands at the right place.
    """
    if label.joined == brand.name:
        return Signal.OTHER_ENDING
    if label.looks == brand.looks:
        return Signal.OTHER_LETTERS
    if brand.name in label.joined and _beside(label.joined, brand.name, label.parts, brand):
        return Signal.WITH_WORDS
    if brand.looks in label.looks and _beside(label.looks, brand.looks, label.part_looks, brand):
        return Signal.WITH_WORDS if brand.name in label.joined else Signal.OTHER_LETTERS
    if brand.slips and any(_misspelt(core, brand) for core in label.cores):
        return Signal.MISSPELT
    return None


def _beside(text: str, name: str, parts: tuple[str, ...], brand: Brand) -> bool:
    """Whether `name`, the brand's or how it looks, is meant inside a longer text.

    A telling one is, unless words meet there by chance; another one beside words of the trade.
    """
    if name in parts:
        if brand.alone:
            return True
        others = [part for part in parts if part != name]
        return not others or any(only_lures(part) or has_lure(part) for part in others)
    if brand.telling:
        return not any(name in part and by_chance(part, name) for part in parts)
    before, _, after = text.partition(name)
    if len(name) >= MIN_INSIDE and (has_lure(before) or has_lure(after)):
        return True
    return only_lures(before) and only_lures(after)


def _misspelt(core: str, brand: Brand) -> bool:
    """The first letter must have the same shape; of a short name, which one slip makes another word, the last too."""
    if core in lures() or core in ("", brand.looks) or not alike(core[0], brand.looks[0]):
        return False
    if len(brand.looks) < 12 and core[-1] != brand.looks[-1]:
        return False
    return distance(core, brand.looks, most=brand.slips) <= brand.slips
