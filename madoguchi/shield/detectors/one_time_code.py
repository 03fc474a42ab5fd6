"""Sign-in codes: four to eight digits beside words for such a code, unless they count, date or number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.view import View, nearest

NAME = "one_time_code"
TOKENS = 5

_CODE = re.compile(r"(?<![\w.,$€£¥₩₽#/:+-])(?:[A-Z]-)?(?:\d{4,8}|\d{3}[ -]\d{3})(?![\w%/]|[.,:-]\d)")
_CUE = Cue(cues.ONE_TIME_CODE)
_PLAIN_CUE = Cue(cues.PLAIN_CODE)
_OTHER_CODE = Cue(cues.NOT_A_SIGN_IN_CODE)
_LINK = re.compile(r"(?:[\s:=：\"'“「-]|is|was|は|が|是|为|為|는|은|es|é|это|—|:|=){0,12}$")
_MONEY = re.compile(
    r"\s?(?:usdt?|usdc|eur|euros?|gbp|jpy|krw|cny|rub|brl|btc|eth|dollars?|pounds?|円|元|원|руб|reais|pesos"
    r"|days?|hours?|minutes?|mins?|times|people|users|日|時間|天|小时|年|月|시간|분|일|년)"
)
_NUMBERED = re.compile(
    r"(?:order|ticket|case|ref|reference|id|uid|no\.?|№|amount|sent|paid|[$€£¥₩₽])\s{0,2}[:#]?\s{0,2}$"
)


def find(view: View) -> Iterator[Finding]:
    """Codes near a cue; beside the bare word "code" only where the digits follow it at once."""
    for match in _CODE.finditer(view.flat):
        start, end = match.span()
        before, after = view.lower[max(0, start - 24) : start], view.lower[end : end + 12]
        if _is_date(match[0]) or _MONEY.match(after) or _NUMBERED.search(before):
            continue
        gap = nearest(view, _CUE, start, end, tokens=TOKENS)
        if gap is None:
            meant = not _is_year(match[0]) and _follows_plain_code(view, start)
        else:
            meant = not (_is_year(match[0]) and gap > 6) and not _other_sentence(view, start, gap)
        if meant:
            yield Finding("one-time-code", start, end, "likely", NAME)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _is_date(digits: str) -> bool:
    return bool(re.fullmatch(r"20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", digits))


def _other_sentence(view: View, start: int, gap: int) -> bool:
    """Whether a question mark stands between the cue before and the digits."""
    return "?" in view.flat[max(0, start - gap) : start]


def _follows_plain_code(view: View, start: int) -> bool:
    before = view.lower[max(0, start - 48) : start]
    link = _LINK.search(before)
    stem = before[: link.start()] if link else before
    for cue_start, cue_end in _PLAIN_CUE.spans(stem):
        if cue_end == len(stem):
            return not _OTHER_CODE.found(stem[max(0, cue_start - 16) : cue_start])
    return False
