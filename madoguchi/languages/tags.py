"""From any language tag (BCP 47, RFC 5646; POSIX locales too) to a language that we have."""

from __future__ import annotations

from functools import lru_cache

from madoguchi.languages.language import Language
from madoguchi.languages.registry import ALL, BY_CODE, CODES

MAX_TAG = 64


def to_supported(tag: str | None, default: str) -> str:
    """The code of our language that serves this tag best, else `default`.

    `zh_TW`, `pt-BR`, `es-419` and `ja_JP.UTF-8` find theirs: the whole tag is looked up first, then without
    its last part, and so on (RFC 4647 §3.4).
    """
    return _lookup(tag[:MAX_TAG]) or default if tag else default


@lru_cache(maxsize=1024)
def _lookup(tag: str) -> str | None:
    parts = tag.strip().split(".")[0].split("@")[0].replace("_", "-").lower().split("-")
    while parts:
        found = _SERVED_BY.get("-".join(parts))
        if found:
            return found
        parts.pop()
    return None


def _served_by(languages: tuple[Language, ...]) -> dict[str, str]:
    served = {tag: language.code for language in languages for tag in language.tags}
    return (
        served
        | {language.html_lang.lower(): language.code for language in languages}
        | {c: c for c in BY_CODE}
    )


_SERVED_BY = _served_by(ALL)


def short_code(code: str) -> str:
    """The language without its script where that is enough: zh for zh-hans."""
    base = code.split("-")[0]
    return base if sum(other.split("-")[0] == base for other in CODES) == 1 else code
