"""The terms of an article by field, and with their weights. Takes its time, so it runs before a transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from madoguchi.languages.tags import to_supported
from madoguchi.search.analysis import VERSION, Analyser, analyser
from madoguchi.search.contract import Article, Passage
from madoguchi.search.indexing.titles import stands_alone

FIELDS = ("title", "headings", "body", "tags")
WEIGHTS = (3, 2, 1, 2)
"""How much a word counts in each field."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters of an article that are indexed, and of its names."""

    characters: int = 100_000
    title: int = 1_000
    name: int = 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """`fields` are the terms in order, `terms` their weighted counts, `written` the words as people write them.

    `words` is the length that scores are normalised by. `has_title` is False where the title is but the beginning
    of the text.
    """

    article: Article
    lang: str
    fields: tuple[list[str], ...]
    terms: Counter[str]
    written: frozenset[str]
    words: int
    has_title: bool
    digest: str


def language_of(tag: str) -> str:
    """The code under which a language is indexed: ours where we have it, else the tag in lower case."""
    plain = tag.strip().replace("_", "-").lower()[:35]
    return to_supported(plain, plain)


def prepare(article: Article, limits: Limits) -> Prepared:
    """Everything of an article that the index needs, cut to the limits."""
    article = _cut(article, limits)
    lang = language_of(article.lang)
    reader = analyser(lang)
    body = [passage.text for passage in article.passages]
    has_title = stands_alone(article.title, body[0] if body else "")
    texts = (
        [article.title] if has_title or not body else [],
        [passage.heading for passage in article.passages],
        body,
        list(article.tags),
    )
    terms: Counter[str] = Counter()
    written: set[str] = set()
    fields: list[list[str]] = []
    words = 0
    for some, weight in zip(texts, WEIGHTS, strict=True):
        found, length = _terms(reader, some, written)
        words += length
        fields.append(found)
        for term in found:
            terms[term] += weight
    return Prepared(
        article, lang, tuple(fields), terms, frozenset(written), words, has_title, _digest(article)
    )


def _terms(reader: Analyser, texts: Iterable[str], written: set[str]) -> tuple[list[str], int]:
    """The terms and how many words they come from. Words stand as written too, where their stem differs."""
    found: list[str] = []
    length = 0
    for text in texts:
        for word in reader.words(reader.fold(text)):
            if word.kind == "word":
                written.add(word.raw)
                if word.raw != word.term:
                    found.append(word.raw)
            if not word.stop:
                found.append(word.term)
                length += not word.extra
    return found, length


def _cut(article: Article, limits: Limits) -> Article:
    left = limits.characters
    passages = []
    for passage in article.passages:
        text = _clean(passage.text[:left])
        passages.append(Passage(_clean(passage.heading[: limits.title]), text))
        left -= len(text)
        if left <= 0:
            break
    tags = tuple(_clean(tag[: limits.name]) for tag in article.tags[: limits.name])
    return replace(article, title=_clean(article.title[: limits.title]), passages=tuple(passages), tags=tags)


def _clean(text: str) -> str:
    """What no database takes goes: NUL and lone surrogates; and the byte-order mark, which nobody sees."""
    return text.replace("\0", "").replace("\ufeff", "").encode("utf-8", "replace").decode("utf-8").strip()


def _digest(article: Article) -> str:
    content = [article.title, [[p.heading, p.text] for p in article.passages], list(article.tags), VERSION]
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()
