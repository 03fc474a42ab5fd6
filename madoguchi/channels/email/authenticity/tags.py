"""Lists of tag=value in signatures, keys and policies (RFC 6376, section 3.2)."""

from __future__ import annotations

import base64
import binascii
import re

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SPACE = " \t\r\n"
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_TAGS = 100


class BadTags(ValueError):
    """The list cannot be read, or a tag is missing or wrong; the text says which."""


def read_tags(text: str) -> dict[str, str]:
    """Tags in their order, values without white space around them. Raises BadTags; a tag that stands twice is wrong."""
    parts = text.split(";")
    if not parts[-1].strip(_SPACE):
        parts.pop()
    if len(parts) > _MOST_TAGS:
        raise BadTags("there are too many tags")
    tags: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        name = name.strip(_SPACE)
        if not equals or not _NAME.fullmatch(name):
            raise BadTags(f"{part.strip()[:40]!r} is no tag")
        if name in tags:
            raise BadTags(f"{name}= stands there twice")
        tags[name] = value.strip(_SPACE)
    return tags


def without_spaces(value: str) -> str:
    """A value in which folding white space means nothing."""
    return _WHITE.sub("", value)


def words(value: str) -> list[str]:
    """A list divided by colons, in lower case."""
    return [word.lower() for word in without_spaces(value).split(":")]


def needed(tags: dict[str, str], name: str) -> str:
    """The value of a tag that must be there and say something. Raises BadTags."""
    if not tags.get(name):
        raise BadTags(f"{name}= is missing")
    return tags[name]


def bytes_of(tags: dict[str, str], name: str) -> bytes:
    """A value in base 64. Raises BadTags."""
    try:
        return base64.b64decode(without_spaces(needed(tags, name)), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadTags(f"{name}= is not in base 64") from error


def number(tags: dict[str, str], name: str, *, digits: int = 12) -> int | None:
    """A value of decimal digits, None where the tag is missing. Raises BadTags."""
    if name not in tags:
        return None
    value = tags[name]
    if not (value.isascii() and value.isdigit() and len(value) <= digits):
        raise BadTags(f"{name}= is no number")
    return int(value)
