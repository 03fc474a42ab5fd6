"""The terms of a text in one language."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from madoguchi.languages.language import Language
from madoguchi.languages.registry import BY_CODE
from madoguchi.search.analysis import arabic
from madoguchi.search.analysis.fold import fold
from madoguchi.search.analysis.han import simplified
from madoguchi.search.analysis.runs import Kind, Run, runs

VERSION = "2"
"""Stands beside every row of the index. Raise it when terms change, and `rebuild` brings the index up to date."""


class Word(NamedTuple):
    """`term` is what counts; `raw` the word as it was written, folded; `start` and `end` are in the folded text.

    An `extra` word is another reading of words that are there already, and adds nothing to the length of a text.
    """

    term: str
    raw: str
    kind: Kind
    start: int
    end: int
    stop: bool = False
    extra: bool = False


@dataclass(frozen=True)
class Analyser:
    """How one language is read: what its data file in `madoguchi.languages.facts` says, else by script alone."""

    lang: str
    stem: Callable[[str], str]
    stopwords: frozenset[str]
    particles: tuple[str, ...]
    fold_han: bool
    cuts_beginnings: bool = False

    def fold(self, text: str) -> str:
        folded = fold(text)
        return simplified(folded) if self.fold_han else folded

    def words(self, folded: str, *, beginnings: frozenset[str] | None = None) -> Iterator[Word]:
        """The words of a text that `fold` made, in order. With `beginnings` (see `beginning`) words whose terms begin
        otherwise may be left out, which is quicker.
        """
        if self.cuts_beginnings:
            beginnings = None
        before: Run | None = None
        for run in runs(folded):
            if run.kind in ("word", "code"):
                if before and folded[before.end : run.start] in _JOINTS:
                    yield _joined(before, run)
                before = run
            if run.kind == "han":
                yield from _pairs(run, beginnings)
            elif run.kind == "hangul":
                yield from self._hangul(run, beginnings)
            elif run.kind == "code":
                yield from _code(run)
            elif beginnings is None or run.text[:2] in beginnings or run.text[:1] in beginnings:
                raw = run.text.replace("’", "'")
                stop = raw in self.stopwords
                term = self.stem(raw).replace("'", "")
                yield Word(term or raw, raw.replace("'", ""), "word", run.start, run.end, stop)

    def _hangul(self, run: Run, beginnings: frozenset[str] | None) -> Iterator[Word]:
        """Pairs, and the word without its particle beside them: what a dictionary would gain, nearly."""
        yield from _pairs(run, beginnings)
        if len(run.text) > 1 and (beginnings is None or run.text[:2] in beginnings):
            word = run.text
            if word.endswith(self.particles):
                ending = next((p for p in self.particles if word.endswith(p) and len(word) > len(p) + 1), "")
                word = word.removesuffix(ending)
            yield Word(f"{_WHOLE}{word}", word, "hangul", run.start, run.start + len(word), extra=True)


_JOINTS = frozenset("-_/‐‑–")
_WHOLE = "·"
_AMOUNT = re.compile(r"(?!0x)([\d.]+)([^\W\d_]{3,})")


def beginning(term: str) -> str:
    """What `Analyser.words` knows a term by when only some are wanted."""
    return term.removeprefix(_WHOLE)[:2]


def _pairs(run: Run, beginnings: frozenset[str] | None) -> Iterator[Word]:
    """Overlapping pairs, since no space divides the words. A single character stays alone."""
    text, start = run.text, run.start
    if len(text) == 1:
        yield Word(text, text, run.kind, start, run.end)
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        if beginnings is None or pair in beginnings:
            yield Word(pair, pair, run.kind, start + at, start + at + 2)


def _code(run: Run) -> Iterator[Word]:
    """A code stays whole; an amount with its unit can be found by either. 1,000.50 is 1000.50."""
    whole = run.text.replace(",", "")
    yield Word(whole, whole, "code", run.start, run.end)
    amount = _AMOUNT.fullmatch(whole)
    if amount:
        for piece in amount.groups():
            yield Word(piece, piece, "code", run.start, run.end, extra=True)


def _joined(before: Run, run: Run) -> Word:
    """TRC-20 is TRC20 as well, and e-mail is email."""
    whole = before.text + run.text
    return Word(whole, whole, "code", before.start, run.end, extra=True)


@lru_cache(maxsize=64)
def analyser(lang: str) -> Analyser:
    """The analyser of a language code; one that we have no data for is read by script alone."""
    language = BY_CODE.get(lang)
    if language:
        return _of(language)
    stem, stopwords = _OWN.get(lang.partition("-")[0], (str, frozenset[str]()))
    return Analyser(lang, stem, stopwords, (), fold_han=False, cuts_beginnings=stem is not str)


_OWN: dict[str, tuple[Callable[[str], str], frozenset[str]]] = {"ar": (arabic.stem, arabic.STOPWORDS)}
"""Languages that are read by code of ours, in use for screens or not."""


def _of(language: Language) -> Analyser:
    stem, stopwords = _OWN.get(language.code, (str, frozenset[str]()))
    return Analyser(
        lang=language.code,
        stem=_stemmer(language.stemmer, language.endings) if language.stemmer else stem,
        stopwords=frozenset(fold(word) for word in language.stopwords) or stopwords,
        particles=language.particles,
        fold_han=language.script == "han",
        cuts_beginnings=language.code in _OWN,
    )


def _stemmer(algorithm: str, endings: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """A Snowball stemmer. Words come without accents, whose endings get theirs back for it, where it needs them."""
    threads = threading.local()

    def stem(word: str) -> str:
        mine = getattr(threads, "stemmer", None)
        if mine is None:  # one for each thread: they keep a state
            mine = threads.stemmer = Stemmer.Stemmer(algorithm)
        for plain, accented in endings:
            if word.endswith(plain):
                word = word[: -len(plain)] + accented
                break
        return fold(mine.stemWord(word))

    return lru_cache(maxsize=50_000)(stem)
