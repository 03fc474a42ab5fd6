"""Says of every line what it is: text, quote, intro, header, signature."""

from __future__ import annotations

import re

from madoguchi.channels.email.parse.visible.headers import find_header_blocks, is_above_line, is_original_rule
from madoguchi.channels.email.parse.visible.intro import find_intros
from madoguchi.channels.email.parse.visible.kinds import (
    ABOVE,
    CUTS,
    EMPTY,
    HEADER,
    INTRO,
    ORIGINAL,
    QUOTE,
    TEXT,
)
from madoguchi.channels.email.parse.visible.signature import is_rule, mark_signatures

_MARKED = re.compile(r"^[ \t]{0,3}>")
_INITIALS = re.compile(r"^[ \t]?[A-Z]{1,3}>(?:[ >]|$)")
_PIPED = re.compile(r"^[ \t]{0,3}\|")
_ONLY_LINK = re.compile(r"^[ \t]*[<(\[]?[ \t]*(?:https?:|mailto:|[<(]https?:)\S*[ \t>)\]]*$")
_WRAPPED_AT = 60  # characters: a mail program wraps no shorter line


def classify(lines: list[str]) -> list[str]:
    """One kind (see kinds.py) per line."""
    lines = [line.replace("&nbsp;", " ") if "&nbsp;" in line else line for line in lines]
    kinds = [TEXT if line.strip(" \t\xa0\u200b\u200c\ufeff\u3000") else EMPTY for line in lines]
    fenced = _fenced(lines)
    _mark_quotes(lines, kinds, fenced)
    for first, last in find_intros(lines).items():
        if first not in fenced:
            kinds[first : last + 1] = [INTRO] * (last + 1 - first)
    _mark_pipes(lines, kinds)
    for i in find_header_blocks(lines) - fenced:
        if kinds[i] not in (QUOTE, INTRO):
            kinds[i] = HEADER
    for i, line in enumerate(lines):
        if kinds[i] == TEXT and i not in fenced:
            if is_original_rule(line):
                kinds[i] = ORIGINAL
            elif is_above_line(line):
                kinds[i] = ABOVE
    _join_wrapped(lines, kinds)
    _give_rules_to_what_follows(lines, kinds)
    mark_signatures(lines, kinds)
    return kinds


def _fenced(lines: list[str]) -> set[int]:
    """Lines between two ``` lines."""
    marks = [i for i, line in enumerate(lines) if line.startswith("```")]
    return {i for a, b in zip(marks[::2], marks[1::2], strict=False) for i in range(a, b + 1)}


def _mark_quotes(lines: list[str], kinds: list[str], fenced: set[int]) -> None:
    for i, line in enumerate(lines):
        if kinds[i] != TEXT or i in fenced:
            continue
        pair = _INITIALS.match(line) and any(
            0 <= k < len(lines) and _INITIALS.match(lines[k]) for k in (i - 1, i + 1)
        )
        if pair or (_MARKED.match(line) and not line.rstrip().endswith("<<<")):
            kinds[i] = QUOTE


def _mark_pipes(lines: list[str], kinds: list[str]) -> None:
    """`|` quotes only right below an intro; elsewhere it draws a table."""
    below_intro = False
    for i, kind in enumerate(kinds):
        if kind == INTRO:
            below_intro = True
        elif kind == TEXT:
            if below_intro and _PIPED.match(lines[i]):
                kinds[i] = QUOTE
            else:
                below_intro = False


def _join_wrapped(lines: list[str], kinds: list[str]) -> None:
    """A quoted line that was wrapped without its mark belongs to the quote."""
    for i in range(1, len(kinds) - 1):
        if kinds[i] != TEXT or kinds[i - 1] != QUOTE or kinds[i + 1] != QUOTE:
            continue
        above = lines[i - 1].rstrip()
        open_bracket = above.count("(") > above.count(")") or above.count("<") > above.lstrip("> ").count(">")
        wrapped = len(above) >= _WRAPPED_AT and above[-1:] not in ".?!。？！:"
        if open_bracket or wrapped or _ONLY_LINK.match(lines[i]):
            kinds[i] = QUOTE


def _give_rules_to_what_follows(lines: list[str], kinds: list[str]) -> None:
    """`________` right above a header block or an intro is part of it."""
    following = EMPTY
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] == EMPTY:
            continue
        if kinds[i] == TEXT and following in CUTS + INTRO and is_rule(lines[i]):
            kinds[i] = following
        following = kinds[i]
