"""Identity numbers: check digits, and a cue where chance would pass too often."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum.br import cpf
from stdnum.cn import ric
from stdnum.es import dni, nie
from stdnum.exceptions import ValidationError
from stdnum.in_ import aadhaar
from stdnum.jp import in_
from stdnum.kr import rrn
from stdnum.ru import inn

from madoguchi.shield import cues
from madoguchi.shield.contract import Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.view import View, nearest

NAME = "national_id"


@dataclass(frozen=True, slots=True)
class Number:
    """A kind of number: its shape, its check, and the words it needs near (None: the check is enough)."""

    shape: re.Pattern[str]
    check: Callable[[str], object]
    cue: Cue | None = None


def _shape(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,+-])(?:{body})(?![\w-]|[.,]\d)")


def _any(number: str) -> None:
    """For numbers without a check digit."""


_US_CUE = Cue(cues.US_ID)
_ES_CUE = Cue(cues.ES_ID)
_JP_CUE = Cue(cues.JP_ID)
_BR_CUE = Cue(cues.BR_ID)
_RU_CUE = Cue(cues.RU_ID)
_IN_CUE = Cue(cues.IN_ID)
_KR_CUE = Cue(cues.KR_ID)

NUMBERS = (
    Number(_shape(r"\d{17}[\dXx]"), ric.validate),
    Number(_shape(r"\d{6}-[1-8]\d{6}"), rrn.validate),
    Number(_shape(r"\d{13}"), rrn.validate, _KR_CUE),
    Number(_shape(r"\d{4}[ -]?\d{4}[ -]?\d{4}"), in_.validate, _JP_CUE),
    Number(_shape(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), cpf.validate),
    Number(_shape(r"\d{11}"), cpf.validate, _BR_CUE),
    Number(_shape(r"\d{10}(?:\d\d)?"), inn.validate, _RU_CUE),
    Number(_shape(r"\d{8}-?[A-Za-z]"), dni.validate, _ES_CUE),
    Number(_shape(r"[XYZxyz]-?\d{7}-?[A-Za-z]"), nie.validate, _ES_CUE),
    Number(_shape(r"\d{4}[ -]?\d{4}[ -]?\d{4}"), aadhaar.validate, _IN_CUE),
    Number(_shape(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}"), _any, _US_CUE),
)
_MRZ = re.compile(
    r"P[A-Z<][A-Z]{3}[A-Z<]{39}\s{0,3}([A-Z0-9<]{9})(\d)[A-Z<]{3}(\d{6})(\d)[MFX<](\d{6})(\d)[A-Z0-9<]{14}[0-9<]\d"
)


def find(view: View) -> Iterator[Finding]:
    """Numbers whose check holds, near their cue where one is needed; and passport lines."""
    for number in NUMBERS:
        if number.cue is not None and not view.places(number.cue)[0]:
            continue
        for match in number.shape.finditer(view.flat):
            near = number.cue is None or nearest(view, number.cue, match.start(), match.end()) is not None
            if near and _holds(number.check, match[0]):
                yield Finding(
                    "national-id", match.start(), match.end(), "certain" if number.cue else "likely", NAME
                )
    if "<<" in view.flat:
        for match in _MRZ.finditer(view.flat):
            if all(_mrz_digit(match[i]) == match[i + 1] for i in (1, 3, 5)):
                yield Finding("national-id", match.start(), match.end(), "certain", NAME)


def _holds(check: Callable[[str], object], number: str) -> bool:
    try:
        check(number)
    except (
        ValidationError,
        KeyError,
        ValueError,
        IndexError,
    ):  # some checks stumble over odd dates and regions
        return False
    return True


def _mrz_digit(field: str) -> str:
    """The check digit of ICAO 9303: weights 7, 3, 1 over digits, letters from 10, and 0 for the filler."""
    values = (0 if c == "<" else int(c, 36) for c in field)
    return str(sum(v * (7, 3, 1)[i % 3] for i, v in enumerate(values)) % 10)
