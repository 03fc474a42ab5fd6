"""Passwords that people write after the word for one: `password: …`, "my password is …", PINs in digits.

A sentence about a password ("my password is wrong", "how do I change my password?") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from madoguchi.shield import cues
from madoguchi.shield.contract import STUB_START, Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.detectors.password_talk import STATES
from madoguchi.shield.view import View

NAME = "password"
SHORTEST, LONGEST = 4, 128

_CUE = Cue(cues.SIGN_IN)
_PIN_CUE = Cue(cues.PIN)
_MARK = re.compile(r"[\"'”’)\]*]{0,2}\s{0,3}(?:[:=]|=>|->|—|–)\s{0,4}")
_VERB = re.compile(
    r"\s{0,3}(?:is|was|are|es|era|é|e'|это|был|は|が|는|은|이|是|为|為|叫|就是)(?:\s{0,3}[:=]\s{0,3}|\s{1,3}|(?<=[は가이은는是为為叫が]))"
)
_FILLER = re.compile(
    r"\s{0,3}(?:for my account|for the account|de mi cuenta|da minha conta|от аккаунта|от кабинета)"
)
_QUOTED = re.compile(r"[\"'“‘「『`]([^\"'”’」』`\n]{4,128})[\"'”’」』`]")
_TOKEN = re.compile(r"[!-~]{1,128}")
_PIN = re.compile(r"\s{0,3}(?:(?:is|es|é|это|はが|は|는|은|是|:|=|-)\s{0,3}){0,2}(\d{4,8})(?!\w|[.,]\d)")
_GAP = re.compile(r"\s{1,3}")
_ENDING = ".,;:!?)]}\"'>"


def find(view: View) -> Iterator[Finding]:
    """The value after each cue, where it looks like one."""
    for end in view.places(_CUE)[1]:
        span = _value_after(view, end)
        if span:
            yield Finding("password", span[0], span[1], "likely", NAME)
    for end in view.places(_PIN_CUE)[1]:
        pin = _PIN.match(view.lower, end)
        if pin:
            yield Finding("password", pin.start(1), pin.end(1), "likely", NAME)


def _value_after(view: View, position: int) -> tuple[int, int] | None:
    filler = _FILLER.match(view.lower, position)
    position = filler.end() if filler else position
    mark = _MARK.match(view.flat, position)
    if mark:
        return _marked_value(view, mark.end())
    verb = _VERB.match(view.lower, position)
    return _spoken_value(view, verb.end()) if verb else _next_token(view, position)


def _marked_value(view: View, start: int) -> tuple[int, int] | None:
    """After a colon or equals sign: a token, or up to four that fill the line."""
    quoted = _QUOTED.match(view.flat, start)
    if quoted:
        return quoted.span(1)
    newline = view.flat.find("\n", start, start + 2 * LONGEST)
    end = newline if newline >= 0 else min(len(view.flat), start + 2 * LONGEST)
    rest = view.flat[start:end].rstrip()
    token = _TOKEN.match(rest)
    if not token or rest.startswith(STUB_START) or set(token[0]) <= set("*•.x-_") or token[0][0] in "{[(<":
        return None
    if _looks_random(_bare(token[0])):
        return _checked(start, _bare(token[0]))
    parts = rest.split()
    talk = rest.endswith("?") or any(_bare(p).lower() in STATES for p in parts)
    if len(parts) <= 4 and not talk and all(p.isascii() for p in parts):
        return _checked(start, rest)
    return None


def _spoken_value(view: View, start: int) -> tuple[int, int] | None:
    """After "is": a quotation, or a token that no sentence would go on with."""
    quoted = _QUOTED.match(view.flat, start)
    if quoted:
        return quoted.span(1)
    token = _TOKEN.match(view.flat, start)
    if token and _looks_random(_bare(token[0])):
        return _checked(start, _bare(token[0]))
    return None


def _next_token(view: View, position: int) -> tuple[int, int] | None:
    """Straight after the cue, as in "pass Tr0ub4dor&3": digits, letters and a symbol or both cases."""
    gap = _GAP.match(view.flat, position)
    token = _TOKEN.match(view.flat, gap.end()) if gap else None
    if not gap or not token:
        return None
    bare = _bare(token[0])
    classes = _classes(bare)
    mixed = len(bare) >= 6 and classes >= 3 and any(c.isdigit() for c in bare) and "://" not in bare
    return _checked(gap.end(), bare) if mixed else None


def _bare(token: str) -> str:
    """Without the punctuation of the sentence; an exclamation mark after a mixed token belongs to it."""
    return (
        token if len(token) > 1 and token[-1] == "!" and _classes(token[:-1]) >= 2 else token.rstrip(_ENDING)
    )


def _classes(token: str) -> int:
    symbols = any(not c.isalnum() for c in token.strip("'-"))
    return sum(
        (
            any(c.isdigit() for c in token),
            any(c.isupper() for c in token),
            any(c.islower() for c in token),
            symbols,
        )
    )


def _looks_random(token: str) -> bool:
    """Letters with digits or symbols, or capitals inside: not a word, a small number or a link."""
    if not SHORTEST <= len(token) <= LONGEST or token.startswith(STUB_START) or "://" in token:
        return False
    if token.replace(",", "").replace(".", "").isdigit():
        return len(token) >= 6
    if not any(c.isalnum() for c in token):
        return False
    inner = any(c.isupper() for c in token[1:]) and any(c.islower() for c in token)
    symbol = any(c in "!@#$%^&*_+=~|\\<>{}" for c in token[:-1]) or token[-1] in "@#$%^&*_+=~!"
    return any(c.isdigit() for c in token) or symbol or inner


def _checked(start: int, value: str) -> tuple[int, int] | None:
    return (start, start + len(value)) if SHORTEST <= len(value) <= LONGEST else None
