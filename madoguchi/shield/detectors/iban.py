"""International bank account numbers (ISO 13616): country, length, structure and the mod-97 check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.exceptions import ValidationError

from madoguchi.shield.contract import Finding
from madoguchi.shield.view import View

NAME = "iban"
SHORTEST, LONGEST = 15, 34

_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9]{2})")
_REST = re.compile(r"(?:[A-Za-z0-9]|[ -](?=[A-Za-z0-9])){11,45}")


def find(view: View) -> Iterator[Finding]:
    """Numbers whole or in groups; the longest reading that ends at a word's end and holds is taken."""
    done = 0
    for match in _START.finditer(view.flat):
        start = match.start()
        rest = _REST.match(view.flat, match.end())
        if start < done or not rest:
            continue
        for end in _ends(view.flat, rest.start(), rest.end()):
            compact = re.sub(r"[ -]", "", view.flat[start:end]).upper()
            if SHORTEST <= len(compact) <= LONGEST and _valid(compact):
                yield Finding("iban", start, end, "certain", NAME)
                done = end
                break


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where words end in the span, the farthest first."""
    ends = [p for p in range(start + 1, end + 1) if p == len(text) or not text[p].isalnum()]
    return [p for p in reversed(ends) if text[p - 1].isalnum()]


def _valid(compact: str) -> bool:
    try:
        iban.validate(compact, check_country=False)
    except (ValidationError, KeyError, ValueError):
        return False
    return True
