"""Chinese, Japanese and Korean bytes without a charset: told by how their two-byte characters are laid out.

General detectors need paragraphs; a header has ten characters.
"""

from __future__ import annotations

import re

_RUN = re.compile(rb"[\x80-\xff]+")
_EUC_PAIR = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_SHIFT_JIS_KANA = re.compile(rb"(?:\x82[\x9f-\xf1]|\x83[\x40-\x96])")
_MIN_PAIRS = 3
_MAX_RUNS = 400


def guess_asian(data: bytes) -> str | None:
    """ "gb18030", "euc_jp", "cp949" or "cp932" where the bytes look like it, else None."""
    runs = _RUN.findall(data)[:_MAX_RUNS]
    joined = b"".join(runs)
    if len(_SHIFT_JIS_KANA.findall(data)) * 4 > len(joined) >= 2 * _MIN_PAIRS:
        return "cp932"
    if len(joined) < 2 * _MIN_PAIRS or not all(_EUC_PAIR.fullmatch(run) for run in runs):
        return None
    # Cyrillic and Greek letters stand close together; the second bytes of two-byte characters are spread.
    leads, trails = joined[::2], joined[1::2]
    if sum(trail < 0xC0 for trail in trails) * 6 < len(trails):
        return None
    if sum(lead in (0xA4, 0xA5) for lead in leads) * 4 > len(leads):
        return "euc_jp"
    common = sum(0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3) for lead in leads)
    if common * 10 < len(leads) * 8:
        return None
    hangul = sum(0xB0 <= lead <= 0xC8 for lead in leads)
    return "cp949" if len(leads) > _MIN_PAIRS * 2 and hangul * 100 >= len(leads) * 95 else "gb18030"
