"""The places in a body where words stand, whatever its blocks are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from madoguchi.helpcenter.blocks import BODY

# Fields of words that lead somewhere and are not read.
NOT_READ = frozenset(("key", "leads_to", "topic", "language", "code"))

_BLOCKS = dict(BODY)


@dataclass
class Piece:
    """`holder[at]` is a text, of rich text where `html`."""

    holder: Any
    at: Any
    html: bool

    @property
    def text(self) -> str:
        return str(self.holder[self.at])

    @text.setter
    def text(self, value: str) -> None:
        self.holder[self.at] = value


def pieces_of(body: list[dict[str, Any]]) -> Iterator[Piece]:
    """Each place with words in the stored form of a body; writing to a piece changes that body."""
    for entry in body:
        block = _BLOCKS.get(entry["type"])
        if block is not None and entry["type"] not in NOT_READ:
            yield from _inside(block, entry, "value")


def _inside(block: blocks.Block, holder: Any, at: Any) -> Iterator[Piece]:
    value = holder[at]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            if name in value and name not in NOT_READ:
                yield from _inside(child, value, name)
    elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
        for number, item in enumerate(value):
            whole = isinstance(item, dict) and item.get("type") == "item"
            yield from _inside(block.child_block, item if whole else value, "value" if whole else number)
    elif isinstance(value, str) and value.strip():
        if isinstance(block, blocks.RichTextBlock):
            yield Piece(holder, at, html=True)
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
            yield Piece(holder, at, html=False)
