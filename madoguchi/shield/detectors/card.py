"""Payment cards: a brand's prefix and length with the Luhn digit, unless the words around say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.encoding.luhn import luhn
from madoguchi.shield.view import View, nearest

NAME = "card"

_NUMBER = re.compile(
    r"(?<![\w+#])(?<!\d[.,/:])"
    r"(?:\d{12,19}|\d{4}([ .-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ .-])\d{6}\2\d{4,5})"
    r"(?![\w%]|[.,:/]\d)"
)
_CUE = Cue(cues.CARD)
_OTHER_CUE = Cue(cues.NOT_A_CARD)
_CVV_CUE = Cue(cues.CVV)
_CVV = re.compile(r"(?<![\w.,-])\d{3,4}(?![\w%]|[.,]\d)")

# Prefix ranges (inclusive, of as many digits as written) with the lengths that the brand issues.
BRANDS: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1, 1, (15,)),  # UATP
    (4, 4, (13, 16, 18, 19)),  # Visa
    (51, 55, (16,)),
    (2221, 2720, (16,)),  # Mastercard
    (34, 34, (15,)),
    (37, 37, (15,)),  # American Express
    (300, 305, (14, 16, 19)),
    (309, 309, (14, 16, 19)),
    (36, 36, (14, 16, 19)),
    (38, 39, (14, 16, 19)),  # Diners Club
    (6011, 6011, (16, 19)),
    (644, 659, (16, 19)),  # Discover
    (2131, 2131, (15,)),
    (1800, 1800, (15,)),
    (3528, 3589, (16, 17, 18, 19)),  # JCB
    (62, 62, (14, 15, 16, 17, 18, 19)),
    (81, 81, (16, 17, 18, 19)),  # UnionPay
    (50, 50, (12, 13, 14, 15, 16, 17, 18, 19)),
    (56, 69, (12, 13, 14, 15, 16, 17, 18, 19)),  # Maestro, Elo, Hiper, RuPay
    (2200, 2205, (16, 17, 18, 19)),  # Mir
    (9792, 9792, (16,)),  # Troy
)


def find(view: View) -> Iterator[Finding]:
    """Card numbers; a bare one of an order number's length needs a word for a card."""
    alone = _NUMBER.fullmatch(view.flat.strip()) is not None
    for match in _NUMBER.finditer(view.flat):
        start, end = match.span()
        grouped = not match[0].isdigit()
        digits = re.sub(r"\D", "", match[0])
        if not digits.isascii() or len(set(digits)) < 2 or not _issued(digits) or not luhn(digits):
            continue
        cue = nearest(view, _CUE, start, end)
        if _means_something_else(view, start, cue):
            continue
        if len(digits) == 19 and not (grouped or alone or view.places(_CUE)[0]):
            continue
        yield Finding("card", start, end, "certain" if cue is not None or grouped else "likely", NAME)


def find_security_code(view: View) -> Iterator[Finding]:
    """The three or four digits that follow words for a card's security code."""
    for match in _CVV.finditer(view.flat):
        if nearest(view, _CVV_CUE, match.start(), match.end(), tokens=2, after=False) is not None:
            yield Finding("card", match.start(), match.end(), "likely", NAME)


def _issued(digits: str) -> bool:
    return any(
        low <= int(digits[: len(str(low))]) <= high and len(digits) in lengths
        for low, high, lengths in BRANDS
    )


def _means_something_else(view: View, start: int, cue: int | None) -> bool:
    """Whether the same sentence has just named the number an order, a user, a transaction."""
    other = nearest(view, _OTHER_CUE, start, start, tokens=3, after=False)
    if other is None or re.search(r"[?!.]\s", view.flat[start - other : start]):
        return False
    return cue is None or other <= cue
