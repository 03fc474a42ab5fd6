"""Among many articles only the likely ones have their sentences compared, and nobody sees the difference."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from madoguchi.search.dense import scan as scanning
from madoguchi.search.dense.shelf import Floats, Row, Shelf, Stack
from madoguchi.search.models import VectorKind

ARTICLES, NUMBERS = 1_500, 32
KINDS = {VectorKind.TITLE: 1, VectorKind.SECTION: 3, VectorKind.SENTENCE: 9}


@pytest.fixture(scope="module")
def library() -> list[Shelf]:
    """Two audiences; the texts of an article lie around what it is about. Every eleventh has no sentences yet."""
    dice = np.random.default_rng(7)
    subjects = dice.normal(size=(ARTICLES, NUMBERS))
    shelves = []
    for part in (range(0, 1_000), range(1_000, ARTICLES)):
        stacks = {}
        for kind, count in KINDS.items():
            rows = [
                Row(number, _small(subjects[number] + dice.normal(size=(count, NUMBERS))))
                for number in part
                if kind != VectorKind.SENTENCE or number % 11
            ]
            stack = Stack.of(rows)
            assert stack is not None
            stacks[int(kind)] = stack
        shelves.append(Shelf(1, "made for this", stacks))
    return shelves


def test_the_nearest_articles_are_those_of_a_comparison_with_every_sentence(
    library: list[Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, ARTICLES, 71):
        query = _near(library, number)
        quick = scanning.scan(library, query, None)
        with monkeypatch.context() as patient:
            patient.setattr(scanning, "LOOKED_INTO", ARTICLES)
            whole = scanning.scan(library, query, None)
        assert quick is not None
        assert whole is not None
        assert quick.first(1) == whole.first(1)
        assert set(quick.first(3)) <= set(whole.first(6))
        assert list(quick.articles) == list(whole.articles)


def test_an_article_found_by_its_words_is_compared_sentence_by_sentence(library: list[Shelf]) -> None:
    query = _near(library, 100)
    alone = scanning.scan(library, query, None)
    assert alone is not None
    last = next(number for number in reversed(alone.first(ARTICLES)) if number % 11 and number % 7)
    asked = scanning.scan(library, query, None, also=[last, 999_999])

    assert asked is not None
    assert asked.of([last])[last].score != alone.of([last])[last].score
    assert 999_999 not in asked.of([last, 999_999])


def _small(rows: Floats) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    found: np.ndarray[tuple[int, int], np.dtype[np.int8]] = np.rint(
        rows / np.abs(rows).max(axis=1, keepdims=True) * 127
    ).astype(np.int8)
    return found


def _near(library: list[Shelf], number: int) -> Floats:
    """What somebody asks who looks for this article."""
    titles = library[0 if number < 1_000 else 1].stacks[VectorKind.TITLE]
    vector = titles.vectors[number % 1_000].astype(np.float32)
    vector += 20 * np.random.default_rng(number).normal(size=NUMBERS)
    found: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
    return found


class Nothing:
    """Texts of this library are in no language."""

    def query(self, vector: Floats) -> Floats:
        return vector

    def of(self, lang: str, shelves: Sequence[Shelf]) -> Floats:
        return np.zeros(NUMBERS, dtype=np.float32)


def test_in_other_languages_the_nearest_is_found_without_reading_every_text(
    library: list[Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    languages = {"ja": library[:1], "ko": library[1:]}
    monkeypatch.setattr(scanning, "ACROSS_NEAREST", 300)
    for number in range(2, ARTICLES, 97):
        query = _near(library, number)
        whole = scanning.scan_across(languages, query, None, centres=Nothing())
        with monkeypatch.context() as hurried:
            hurried.setattr(scanning, "ACROSS_ALL", 0)
            quick = scanning.scan_across(languages, query, None, centres=Nothing(), also=[1_499])
        assert quick is not None
        assert whole is not None
        assert len(quick.articles) < len(whole.articles) / 2
        assert quick.first(1) == whole.first(1)
        assert 1_499 in quick.of([1_499])
