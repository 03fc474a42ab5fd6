"""Wallet seed phrases: BIP-39 in twelve languages, Electrum, TON, Algorand, Monero, SLIP-39.

No checksum is demanded: Electrum, TON and Algorand use BIP-39 words with other checksums. Twelve words of
one list of which ten differ do not happen in prose; fewer different words need the BIP-39 checksum, and one
foreign word needs a cue, a numbered list, or a long run beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add

from madoguchi.shield import cues
from madoguchi.shield.contract import Confidence, Finding
from madoguchi.shield.cues import Cue
from madoguchi.shield.detectors import bip39
from madoguchi.shield.view import View
from madoguchi.shield.wordlists import ListRule, normal, words

NAME = "seed_phrase"
CHECKSUM_TRIES = 256  # per list and text: a hostile text of repeated words must not buy many hashes
LONG_RUN = 18

_TOKEN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u3099\u309a])+")
_HAN_STRETCH = re.compile(r"[\u3400-\u9fff]{12,}")
_HAN_LINE = re.compile(r"^\s*[\u3400-\u9fff]{12,24}\s*$", re.MULTILINE)
# Prose has several of these in every dozen characters; a random phrase seldom has two.
_HAN_FUNCTION = frozenset(
    "的一是在不了有和人这這为為之来來我他你何时時到以上大可后後就中说說们們地得也年会會对對所如把能要去好用"
)
_CUE = Cue(cues.SEED_PHRASE)
_NUMBER = re.compile(r"\d+")
_NOT_A_LIST = re.compile(r"[^\w\s,;.:)'\"\[\]、，\u0300-\u036f\u3099\u309a-]|[^\W\d_]\d|_")
_STANDS_APART = re.compile(r"(?:^|[\n:.!?;\"'“”‘’«»()\[\]{}=])\s*(?:\d+[.):]?\s*)?$")
_ENDS_APART = re.compile(r"\s*(?:$|[\n.!?;\"'“”‘’«»()\[\]{}])")


@dataclass(slots=True)
class Tokens:
    """The words of a text, in parallel lists: their normal spelling, where they start, where they end."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def find(view: View) -> Iterator[Finding]:
    """Seed phrases of any list, each as one finding over its whole run of words."""
    matches = list(_TOKEN.finditer(view.flat))
    spelled = str.lower if view.flat.isascii() else normal
    tokens = Tokens(
        [spelled(m[0]) for m in matches], [m.start() for m in matches], [m.end() for m in matches]
    )
    known = words()
    masks = [known.member.get(word, 0) for word in tokens.words]
    helped = bool(view.places(_CUE)[0])
    if _close(masks, min(rule.window for rule in known.rules) - 1):
        yield from _listed(view, tokens, masks, helped=helped)
    yield from _unspaced_chinese(view, helped=helped)
    if helped:
        yield from _prefixes(tokens)


def _listed(view: View, tokens: Tokens, masks: list[int], *, helped: bool) -> Iterator[Finding]:
    listed = [mask for mask in masks if mask]
    for rule in words().rules:
        enough = rule.window - 1
        if len(listed) >= enough and sum([1 for mask in listed if mask & rule.bit]) >= enough:
            inside = [bool(m & rule.bit) for m in masks]
            yield from _runs(view, rule, tokens, inside, helped=helped)


def _close(masks: list[int], enough: int) -> bool:
    """Whether a window with at most one foreign word holds enough listed ones, of whatever list: in prose few do."""
    runs = [len(run) for run in "".join(["1" if mask else "0" for mask in masks]).split("0")]
    return any(map(enough.__le__, map(add, runs, [*runs[1:], 0])))


def _runs(
    view: View, rule: ListRule, tokens: Tokens, inside: list[bool], *, helped: bool
) -> Iterator[Finding]:
    size, done, tries = rule.window, 0, CHECKSUM_TRIES
    count = sum(inside[: size - 1])
    for start in range(len(inside) - size + 1):
        end = start + size
        count += inside[end - 1]
        hits, count = count, count - inside[start]
        if start < done or hits < size - 1 or not inside[start] or not inside[end - 1]:
            continue
        sure = False
        if len(set(tokens.words[start:end])) < rule.distinct:
            if not rule.bip39 or hits < size or tries <= 0:
                continue
            tries -= 1
            if _NOT_A_LIST.search(view.flat, tokens.starts[start], tokens.ends[end - 1]):
                continue
            if not bip39.valid_prefix(tokens.words[start : start + 24], rule.name):
                continue
            sure = True
        low, high = _whole_run(inside, start, end)
        first, last, length = tokens.starts[low], tokens.ends[high - 1], high - low
        if hits < size and not (helped or length > LONG_RUN or _numbered(view, first, last, length)):
            continue
        if rule.everyday and not (
            helped or _numbered(view, first, last, length) or _apart(view, first, last, length)
        ):
            continue
        sure = sure or (rule.bip39 and bip39.valid_prefix(tokens.words[low : low + 24], rule.name))
        confidence: Confidence = "certain" if sure else "likely"
        yield Finding("seed-phrase", first, last, confidence, NAME)
        done = high


def _whole_run(inside: list[bool], start: int, end: int) -> tuple[int, int]:
    """The run around a window; one foreign word is bridged where two listed words follow it."""
    while start > 0 and inside[start - 1]:
        start -= 1
    size = len(inside)
    while end < size:
        if inside[end]:
            end += 1
        elif end - start not in bip39.LENGTHS and end - start < 24 and all(inside[end + 1 : end + 3]):
            if end + 2 >= size:
                break
            end += 1
        else:
            break
    return start, end


def _numbered(view: View, start: int, end: int, length: int) -> bool:
    """Whether numbers stand between most words of the run, as in "1. apple 2. banana"."""
    return len(_NUMBER.findall(view.flat, start, end)) >= length - 2


def _apart(view: View, start: int, end: int, length: int) -> bool:
    """Whether the run is a line, a sentence or a quotation of its own, and of a length that seeds have."""
    before, after = view.flat[max(0, start - 16) : start], view.flat[end : end + 16]
    return length in bip39.LENGTHS and bool(_STANDS_APART.search(before) and _ENDS_APART.match(after))


def _unspaced_chinese(view: View, *, helped: bool) -> Iterator[Finding]:
    """Han characters without spaces: prose is full of listed ones; length, checksum and place must hold."""
    for match in _HAN_STRETCH.finditer(view.flat):
        stretch = match[0]
        if len(stretch) not in bip39.LENGTHS:
            continue
        line = _HAN_LINE.match(view.flat, view.flat.rfind("\n", 0, match.start()) + 1)
        alone = line is not None and sum(c in _HAN_FUNCTION for c in stretch) < 2
        listed = ("chinese_simplified", "chinese_traditional")
        if (helped or alone) and any(bip39.valid(list(stretch), name) for name in listed):
            yield Finding("seed-phrase", match.start(), match.end(), "certain", NAME)


def _prefixes(tokens: Tokens) -> Iterator[Finding]:
    """Twelve or more four-letter beginnings of English words in a row, as stamped on metal."""
    prefixes, start, size = words().prefixes, 0, len(tokens.words)
    for position in range(size + 1):
        if position < size and tokens.words[position] in prefixes:
            continue
        if position - start >= 12 and len(set(tokens.words[start:position])) >= 10:
            yield Finding("seed-phrase", tokens.starts[start], tokens.ends[position - 1], "likely", NAME)
        start = position + 1
