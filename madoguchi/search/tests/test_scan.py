"""Among many articles only the likely ones have their sentences compared, and nobody sees the difference."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from madoguchi.search.dense import scan as scanning
from madoguchi.search.dense.shelf import Floats, Row, Shelf, Stack
from madoguchi.search.models import VectorKind

ARTICLES, FIRST, NUMBERS = 1_500, 1_000, 32
KINDS = {VectorKind.TITLE: 1, VectorKind.SECTION: 3, VectorKind.SENTENCE: 9}


@pytest.fixture(scope="module")
def library() -> list[Shelf]:
    return _shelves(ARTICLES, KINDS)


def _shelves(count: int, kinds: dict[VectorKind, int]) -> list[Shelf]:
    """Two audiences; the texts of an article lie around what it is about. Every eleventh has no sentences yet."""
    dice = np.random.default_rng(7)
    subjects = dice.normal(size=(count, NUMBERS))
    shelves = []
    for part in (range(0, FIRST), range(FIRST, count)):
        stacks = {}
        for kind, texts in kinds.items():
            rows = [
                Row(number, _small(subjects[number] + dice.normal(size=(texts, NUMBERS)) / 2))
                for number in part
                if kind != VectorKind.SENTENCE or number % 11
            ]
            stack = Stack.of(rows)
            assert stack is not None
            stacks[int(kind)] = stack
        shelves.append(Shelf(1, "made for this", stacks))
    return shelves


def test_whatever_is_asked_for_comes_first(library: list[Shelf]) -> None:
    assert ARTICLES > scanning.LOOKED_INTO + scanning.SAMPLED, "so that not every sentence is compared"
    for number in range(1, ARTICLES, 71):
        found = scanning.scan(library, _near(library, number), None)
        assert found is not None
        assert found.first(1) == [number]
        assert len(found.articles) == ARTICLES, "who is not looked into has a place all the same"


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
    titles = library[0 if number < FIRST else 1].stacks[VectorKind.TITLE]
    vector = titles.vectors[number if number < FIRST else number - FIRST].astype(np.float32)
    vector += 20 * np.random.default_rng(number).normal(size=NUMBERS)
    found: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
    return found


class Nothing:
    """Texts of this library are in no language."""

    def query(self, vector: Floats) -> Floats:
        return vector

    def of(self, lang: str, shelves: Sequence[Shelf]) -> Floats:
        return np.zeros(NUMBERS, dtype=np.float32)


def test_in_other_languages_too_without_reading_every_text() -> None:
    count = scanning.ACROSS_ALL + 1_000
    many = _shelves(count, {VectorKind.TITLE: 1, VectorKind.SECTION: 2})
    languages = {"ja": many[:1], "ko": many[1:]}
    for number in range(2, count, 397):
        query = _near(many, number)
        found = scanning.scan_across(languages, query, None, centres=Nothing(), also=[1_499])
        assert found is not None
        assert found.first(1) == [number]
        assert 1_499 in found.of([1_499]), "found by its words"
        assert len(found.articles) < count / 2
