"""Finds signatures: delimiters, lines of mail programs, legal paragraphs."""

from __future__ import annotations

import re

from madoguchi.channels.email.parse.visible.kinds import NOT_WRITTEN, SIGNATURE, TEXT
from madoguchi.channels.email.parse.visible.words import devices, disclaimers

MOST_SIGNATURE_LINES = 25  # below "-- "
MOST_FOOTER_LINES = 10  # below "______"
LONGEST_DEVICE_LINE = 140  # characters

_DELIMITER = re.compile(r"^[ \t]*(?:--[ \xa0]?|__|—|–|---|—-)[ \t]*$")
_RULE = re.compile(
    r"^[ \t]*(?:-{4,}|_{3,}|={3,}|\*{4,}|~{3,}|#{4,}|—{2,}|–{2,}|[─━═＝－＿]{3,}|(?:- ){4,}-?)[ \t]*$"
)
_LINKS = re.compile(r"<[^<>\s]*[:@/.][^<>\s]*>|\([^()\s]*:[^()\s]*\)|https?:\S+|[\[\]*]")
_LONG_TOKEN = re.compile(r"(?<![\w./@-])\w{26,}(?![\w./@-])")
_CUT = re.compile(r"[.,;!(<–:]|\s-")


def is_rule(line: str) -> bool:
    """A line of nothing but dashes, underscores and the like."""
    return bool(_DELIMITER.match(line) or _RULE.match(line))


def is_device_line(line: str) -> bool:
    """`Sent from my iPhone` and its family; "Sent from my wallet to yours" is not one."""
    if len(line) > LONGEST_DEVICE_LINE + 200:
        return False
    low = _LINKS.sub("", line).lower().replace("’", "'").strip(" \t*_[]()<>|-–—~\u200b")
    if not low or len(low) > LONGEST_DEVICE_LINE or any(word in low for word in devices.MONEY_WORDS):
        return False
    if low.startswith(devices.ALL_STARTS):
        return _says_only_that(low)
    named = any(word in low for word in devices.DEVICE_WORDS)
    return named and low.endswith(devices.ALL_ENDS) and _few_words(low, 14)


def is_disclaimer(line: str) -> bool:
    """The first line of a legal paragraph."""
    return line.strip(" \t*_>[(")[:60].lower().startswith(disclaimers.ALL)


def mark_signatures(lines: list[str], kinds: list[str]) -> None:
    """Turn TEXT into SIGNATURE where a signature stands; changes `kinds`."""
    _mark_below_delimiters(lines, kinds)
    in_disclaimer = False
    for i, line in enumerate(lines):
        if kinds[i] != TEXT:
            in_disclaimer = in_disclaimer and kinds[i] == SIGNATURE
            continue
        in_disclaimer = in_disclaimer or (i > 0 and kinds[i - 1] != TEXT and is_disclaimer(line))
        if in_disclaimer or is_device_line(line):
            kinds[i] = SIGNATURE
    _keep_only_last(kinds)


def _mark_below_delimiters(lines: list[str], kinds: list[str]) -> None:
    stops = _stops(kinds)
    seen_text = False
    i = 0
    while i < len(lines):
        line = lines[i]
        if kinds[i] == TEXT and seen_text and is_rule(line):
            end = stops[i]
            limit = MOST_SIGNATURE_LINES * 4
            if end - i <= limit and _is_signature(lines[i:end], after_blank=kinds[i - 1] != TEXT):
                kinds[i:end] = [SIGNATURE if kind == TEXT else kind for kind in kinds[i:end]]
                i = end
                continue
        seen_text = seen_text or (kinds[i] == TEXT and not is_rule(line))
        i += 1


def _stops(kinds: list[str]) -> list[int]:
    """Per line: number of the next line that somebody else wrote."""
    out, stop = [0] * len(kinds), len(kinds)
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] in NOT_WRITTEN:
            stop = i
        out[i] = stop
    return out


def _is_signature(block: list[str], *, after_blank: bool) -> bool:
    body = [line for line in block[1:] if line.strip() and not is_rule(line)]
    if _DELIMITER.match(block[0]):
        return len(body) <= MOST_SIGNATURE_LINES and (block[0].strip() == "--" or _is_footer(body, 15))
    if not after_blank and block[0].strip()[:1] in "-=~#*":  # a heading's underline
        return False
    return _is_footer(body, MOST_FOOTER_LINES)


def _is_footer(body: list[str], most: int) -> bool:
    """Short lines, no question, nothing like a transaction id: safe to fold."""
    if len(body) > most:
        return False
    return not any(
        len(line) > 400 or "?" in _LINKS.sub("", line[:400]) or "？" in line or _LONG_TOKEN.search(line)
        for line in body
    )


def _says_only_that(low: str) -> bool:
    """`sent from my phone, excuse typos`, but not `sent from my desk, is much easier`."""
    first = _CUT.split(low, maxsplit=1)[0]
    rest = low[len(first) :].strip(" \t.,;!()<>-–:")
    if not _few_words(first, 11) or any(
        f" {verb} " in f" {low} " for verb in ("is", "was", "are", "und", "i")
    ):
        return False
    return not rest or len(rest) < 24 or rest.startswith(devices.EXCUSES) or _few_words(rest, 2)


def _few_words(text: str, most: int) -> bool:
    return len(text.split()) <= most


def _keep_only_last(kinds: list[str]) -> None:
    """A signature ends what was written: above further text of the same writer it was no signature."""
    last = True
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] == TEXT:
            last = False
        elif kinds[i] in NOT_WRITTEN:
            last = True
        elif kinds[i] == SIGNATURE and not last:
            kinds[i] = TEXT
