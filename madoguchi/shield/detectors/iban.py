"""International bank account numbers (ISO 13616): country, length, structure and the mod-97 check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.exceptions import ValidationError

from madoguchi.shield.contract import Finding
from madoguchi.shield.view import View

NAME = "iban"
_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9]{2})")
# Country and length, from the SWIFT registry of IBAN formats.
_REGISTRY = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
YE30
"""
LENGTHS = {pair[:2]: int(pair[2:]) for pair in _REGISTRY.split()}


def find(view: View) -> Iterator[Finding]:
    """Numbers whole or in groups, exactly as long as their country's are."""
    done = 0
    for match in _START.finditer(view.flat):
        start = match.start()
        length = LENGTHS.get(match[0][:2].upper())
        if start < done or length is None:
            continue
        end = _end_after(view.flat, start, length)
        compact = re.sub(r"[ -]", "", view.flat[start:end]).upper() if end else ""
        if compact and _mod97(compact) and _structured(compact):
            yield Finding("iban", start, end, "certain", NAME)
            done = end


def _end_after(text: str, start: int, length: int) -> int:
    """Where `length` letters and digits end, single separators between them; 0 where they do not."""
    position, left = start, length
    while left and position < len(text):
        char = text[position]
        if char.isascii() and char.isalnum():
            left -= 1
        elif char not in " -" or text[position - 1] in " -":
            return 0
        position += 1
    ends_word = position == len(text) or not text[position].isalnum()
    return position if not left and ends_word else 0


def _mod97(compact: str) -> bool:
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def _structured(compact: str) -> bool:
    try:
        iban.validate(compact, check_country=False)
    except (ValidationError, KeyError, ValueError):
        return False
    return True
