"""Outermost `{…}` of a text that is partly JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACE = re.compile(r"[{}]")


def outer_objects(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is closed, of each outermost pair; an unclosed one ends with the text."""
    depth = start = 0
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end(), True
    if depth:
        yield start, len(text), False
