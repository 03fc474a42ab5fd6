"""What the search for articles takes and gives. Plain values, no framework."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

PUBLIC = "public"
HELP_CENTRE = "helpcenter"


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of an article: its heading (may be empty) and its text without markup."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A document to be found. `collection`, `key` and `lang` name it; `holder` is what a hit leads to.

    Only who asks for its `audience` finds it. No `regions` means everywhere. `popularity` is any figure that
    rises with use; like `updated_at` it only decides between articles that match alike.
    """

    key: str
    collection: str
    lang: str
    title: str
    passages: tuple[Passage, ...]
    tags: tuple[str, ...] = ()
    audience: str = PUBLIC
    regions: tuple[str, ...] = ()
    category: str = ""
    updated_at: datetime | None = None
    popularity: float = 0.0
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """`audiences` is what the asker may see. `typing` says that the last word may be unfinished. An empty
    `region` or `category` does not filter. With `any_lang`, articles in other languages stand among the hits.
    """

    text: str
    lang: str
    limit: int = 10
    any_lang: bool = False
    collection: str = HELP_CENTRE
    audiences: frozenset[str] = frozenset({PUBLIC})
    region: str = ""
    category: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """`snippet` is plain text; `marks` are the (start, end) of what matched in it. `heading` is the section's."""

    key: str
    lang: str
    title: str
    score: float
    snippet: str
    heading: str = ""
    holder: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    passage: int = 0
    """Which of the article's passages the snippet is from, from 0."""

    def snippet_html(self) -> str:
        """The snippet escaped, with what matched in <mark>."""
        return marked(self.snippet, self.marks)


@dataclass(frozen=True, slots=True)
class Confidence:
    """What says how sure the first hit is. Without a model, `cosine`, `z` and `cosine_gap` are zero.

    `cosine` is that of the best section, `z` the same in standard deviations over the collection, `bm25n` the share
    of the highest possible BM25 score, `coverage` the share of the query's information (IDF) that the article holds,
    `gap` the distance of the scores of the first and second hit, `cosine_gap` that of their cosines.
    """

    cosine: float = 0.0
    z: float = 0.0
    bm25n: float = 0.0
    coverage: float = 0.0
    score: float = 0.0
    gap: float = 0.0
    cosine_gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """`other_languages` are to be offered below. `did_you_mean` is the query as it was probably meant, or empty."""

    hits: tuple[Hit, ...] = ()
    other_languages: tuple[Hit, ...] = ()
    did_you_mean: str = ""
    ms: float = 0.0
    confidence: Confidence = field(default_factory=Confidence)


def marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Safe HTML: the text escaped, with <mark> around the marks, which must be in order and apart."""
    parts, last = [], 0
    for start, end in marks:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return "".join([*parts, escape(text[last:])])
