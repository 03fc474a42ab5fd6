"""Plain types that other apps and surfaces may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    FAQ = "faq"
    TUTORIAL = "tutorial"
    TROUBLESHOOTING = "troubleshooting"
    ANNOUNCEMENT = "announcement"


class Audience(StrEnum):
    """Who may read an article; each reader has a set of these."""

    PUBLIC = "public"
    CUSTOMERS = "customers"
    VIP = "vip"
    AGENTS = "agents"


class Significance(StrEnum):
    """How much a change matters; only a significant one makes translations outdated."""

    TYPO = "typo"
    NORMAL = "normal"
    SIGNIFICANT = "significant"


ANYONE = frozenset({Audience.PUBLIC})


def audiences_of_customer(*, vip: bool) -> frozenset[Audience]:
    """What a customer who is signed in may read."""
    return frozenset({Audience.PUBLIC, Audience.CUSTOMERS, *([Audience.VIP] if vip else [])})


@dataclass(frozen=True)
class MediaFile:
    """A picture, video, poster or captions; media_files.py says what the name means."""

    name: str
    data: bytes


@dataclass(frozen=True)
class WrittenArticle:
    """An article as a file or an import line holds it; `body` is Markdown with the directives of markdown/.

    `media` is what comes with it, and may be shown by any other article too.
    """

    id: str
    lang: str
    title: str
    body: str
    category: str = ""
    kind: Kind = Kind.FAQ
    translation_of: str = ""
    summary: str = ""
    slug: str = ""
    audience: Audience = Audience.PUBLIC
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    media: tuple[MediaFile, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What an import did; `refused` pairs an id (or the line's number) with the reason."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[tuple[str, str], ...] = ()


class HelpcenterError(Exception):
    """Bad input, said in plain words."""


# Names of a conversation's fields that say from which article it came; no form of ours asks for them.
_FIELDS = (ARTICLE_FIELD, REVISION_FIELD, LANGUAGE_FIELD, PATH_FIELD) = (
    "article",
    "article-revision",
    "article-language",
    "article-path",
)
PATH_CHARACTERS = 500


def article_fields(*, key: str, revision: int | None, language: str, path: str = "") -> dict[str, str]:
    """What a conversation keeps of the article that it came from: which revision in which language, and the way taken
    through a guide."""
    return {
        ARTICLE_FIELD: key,
        REVISION_FIELD: str(revision or ""),
        LANGUAGE_FIELD: language,
        **({PATH_FIELD: path[:PATH_CHARACTERS]} if path else {}),
    }


def without_article(fields: Mapping[str, str]) -> dict[str, str]:
    """A conversation's other fields."""
    return {name: value for name, value in fields.items() if name not in _FIELDS}
