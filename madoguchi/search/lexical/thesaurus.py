"""Synonyms as one language's searches use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from madoguchi.search.analysis import Analyser, Word, analyser

SAME_LANGUAGE, OTHER_LANGUAGE = 0.8, 0.7
"""What a synonym counts beside the word itself; one from a word of another language says a little less."""
_Terms = tuple[str, ...]


class Offer(NamedTuple):
    """Between these places of the query something is said that any of `phrases` says too."""

    start: int
    end: int
    phrases: tuple[_Terms, ...]
    weight: float


class Thesaurus:
    """Finds words with synonyms in a query. Words of any language lead to those of this one: each is read as its
    own language reads it.
    """

    def __init__(self, lang: str, groups: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """`groups` are (concept, language, words)."""
        rows = list(groups)
        self._lang = lang
        own: dict[str, list[_Terms]] = {}
        for concept, code, words in rows:
            if code == lang:
                phrases = (_terms(_plain_words(analyser(code), word)) for word in words)
                own.setdefault(concept, []).extend(filter(None, phrases))
        self._meant: dict[str, dict[_Terms, list[_Terms]]] = {}
        for concept, code, words in rows:
            for word in words:
                said = _terms(_plain_words(analyser(code), word))
                meant = [phrase for phrase in own.get(concept, ()) if phrase != said or code != lang]
                if said and meant:
                    self._meant.setdefault(code, {}).setdefault(said, []).extend(meant)
        self._longest = {code: _longest(phrases) for code, phrases in self._meant.items()}

    def offers(self, text: str) -> Iterator[Offer]:
        """What the words of a query may stand for: in each language the longest phrases, from the left."""
        for code, phrases in self._meant.items():
            reader = analyser(code)
            words = _plain_words(reader, text)
            longest = self._longest[code]
            at = 0
            while at < len(words):
                for length in range(longest.get(words[at].term, 0), 0, -1):
                    some = words[at : at + length]
                    meant = phrases.get(_terms(some))
                    if meant:
                        weight = SAME_LANGUAGE if code == self._lang else OTHER_LANGUAGE
                        yield Offer(some[0].start, some[-1].end, tuple(meant), weight)
                        at += length - 1
                        break
                at += 1


def _plain_words(reader: Analyser, text: str) -> list[Word]:
    """The words in order, with stopwords, without other readings."""
    return [word for word in reader.words(reader.fold(text)) if not word.extra]


def _terms(words: Iterable[Word]) -> _Terms:
    return tuple(word.term for word in words)


def _longest(phrases: Iterable[_Terms]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest
