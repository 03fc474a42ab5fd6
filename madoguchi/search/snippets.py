"""The sentences of an article that answer a query, with what matched in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from madoguchi.search.analysis import Analyser, sentences
from madoguchi.search.analysis.analyser import beginning
from madoguchi.search.analysis.fold import fold_with_places
from madoguchi.search.analysis.han import simplified
from madoguchi.search.lexical.plan import Plan

LENGTH = 200
READ = 10_000
"""Characters of an article in which the best place is sought."""
_TELLING = 0.3
"""A word with less than this share of the information of the query's rarest one is not marked."""
_BETWEEN = re.compile(r"^[ \t]*- |\s*\|[\s|]*", re.MULTILINE)
Passages = Sequence[tuple[str, str]]


class Place(NamedTuple):
    """A stretch of one passage; an `end` of -1 is the passage's."""

    passage: int
    start: int = 0
    end: int = -1


class Snippet(NamedTuple):
    text: str
    marks: tuple[tuple[int, int], ...]
    heading: str
    passage: int


@dataclass(frozen=True)
class Wanted:
    """What to look for: needles with their weights for a quick look, terms for exact marks."""

    reader: Analyser
    needles: tuple[tuple[str, float], ...]
    terms: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, reader: Analyser) -> Wanted:
        known = plan.known
        least = _TELLING * max((group.idf for group in known), default=0.0)
        needles: dict[str, float] = {}
        terms: set[str] = set()
        for group in known:
            if group.idf < least:
                continue
            for alternative in group.alternatives:
                for term in alternative.terms:
                    terms.add(term)
                    needle = term.strip("·").removesuffix("i") or term
                    needles[needle] = max(needles.get(needle, 0.0), group.idf * alternative.weight)
        return cls(reader, tuple(needles.items()), frozenset(terms), frozenset(map(beginning, terms)))

    def weight(self, folded: str) -> float:
        return sum(weight for needle, weight in self.needles if needle in folded)


def snippet(passages: Passages, wanted: Wanted, place: Place | None) -> Snippet:
    """A stretch of about LENGTH characters from `place` on, or from where most of the words are."""
    if not any(text for _, text in passages):
        return Snippet("", (), passages[0][0] if passages else "", 0)
    where = _best_sentence(passages, wanted, place)
    heading, text = passages[where.passage]
    start, end = _window(text, where, wanted)
    piece = text[start:end]
    lead = "… " if start and not text[:start].rstrip().endswith((".", "。", "!", "?", "！", "？")) else ""
    shown = _in_a_line(piece)
    # Found before the dots are put on: these would change the length when folded, which is slow to follow.
    matched = tuple((first + len(lead), last + len(lead)) for first, last in marks(shown, wanted))
    return Snippet(f"{lead}{shown}{' …' if end < len(text) else ''}", matched, heading, where.passage)


def _in_a_line(piece: str) -> str:
    """Points of a list and cells of a table one after the other."""
    return " ".join(_BETWEEN.sub(" · ", piece).split()).strip("· ")


def marks(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """(start, end) of what matched, in order, neighbours joined."""
    folded, places = fold_with_places(text)
    if wanted.reader.fold_han:
        folded = simplified(folded)
    found: list[tuple[int, int]] = []
    for word in wanted.reader.words(folded, beginnings=wanted.beginnings):
        if word.term not in wanted.terms and word.raw not in wanted.terms:
            continue
        start, end = places[word.start], places[word.end - 1] + 1
        if found and start <= found[-1][1]:
            found[-1] = (min(start, found[-1][0]), max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _best_sentence(passages: Passages, wanted: Wanted, place: Place | None) -> Place:
    """The sentence with the most of what is looked for, of the named stretch or of all."""
    if place is not None and place.end >= 0:
        return place
    best, most = Place(place.passage if place else 0), 0.0
    left = READ
    for number, (heading, text) in enumerate(passages):
        if (place and number != place.passage) or left <= 0:
            continue
        read = text[:left]
        left -= len(read)
        folded = wanted.reader.fold(read)
        if not wanted.weight(folded):
            continue
        in_place = len(folded) == len(read)
        extra = 0.5 * wanted.weight(wanted.reader.fold(heading)) if heading else 0.0
        for start, end in sentences(read):
            sentence = folded[start:end] if in_place else wanted.reader.fold(read[start:end])
            weight = wanted.weight(sentence) + extra
            if weight > most:
                best, most = Place(number, start, end), weight
    if best.end < 0:
        number = next((n for n in range(best.passage, len(passages)) if passages[n][1]), 0)
        return Place(number, 0, 0)
    return best


def _window(text: str, where: Place, wanted: Wanted) -> tuple[int, int]:
    start, end = where.start, max(where.end, where.start)
    if end - start > LENGTH:
        hits = marks(text[start:end], wanted)
        if hits and hits[0][0] > LENGTH // 2:
            start += _at_word(text[start:end], hits[0][0] - LENGTH // 4)
        return start, start + _at_word(text[start:end], LENGTH)
    for first, last in sentences(text[end : end + 2 * LENGTH]):
        if end + last - start > LENGTH:
            if end == where.end and first + end - start < LENGTH // 2:
                return start, start + _at_word(text[start:], LENGTH)
            break
        end += last
        return start, end
    return start, end


def _at_word(text: str, place: int) -> int:
    """The last beginning of a word before the place, where there are spaces."""
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, place - 25), place)
    return space + 1 if space >= 0 else place
