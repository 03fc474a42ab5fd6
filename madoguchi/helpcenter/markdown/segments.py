"""Cutting Markdown into what becomes a block each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.helpcenter.contract import HelpcenterError

_OPEN = re.compile(r":::\s*([a-z]+)(?:[ \t]+(.*))?\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})\s*(\S*)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([\w-]+)(?:\s+\"([^\"]*)\")?\)\s*\Z")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")


class MarkdownError(HelpcenterError):
    """The text does not follow the form; says what and where."""


@dataclass(frozen=True)
class Segment:
    """`name` is text, code, picture, table or a directive; `head` what stands behind its name."""

    name: str
    head: str
    lines: tuple[str, ...]


def segments(source: str) -> Iterator[Segment]:
    """The parts of a body in order. Raises MarkdownError for a directive that is not closed."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if opened := _OPEN.match(line):
            end = _closing(lines, at)
            found = Segment(opened[1], (opened[2] or "").strip(), tuple(lines[at + 1 : end]))
        elif fenced := _FENCE.match(line):
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith(fenced[1])), len(lines))
            found = Segment("code", fenced[2], tuple(lines[at + 1 : end]))
        elif PICTURE.match(line):
            end, found = at, Segment("picture", line, ())
        elif "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and _RULE.match(lines[at + 1]):
            end = at + 1
            while end + 1 < len(lines) and "|" in lines[end + 1]:
                end += 1
            found = Segment("table", "", (line, *lines[at + 2 : end + 1]))
        else:
            text.append(line)
            at += 1
            continue
        if any(part.strip() for part in text):
            yield Segment("text", "", tuple(text))
        text = []
        yield found
        at = end + 1
    if any(part.strip() for part in text):
        yield Segment("text", "", tuple(text))


def _closing(lines: list[str], start: int) -> int:
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() == ":::":
            return at
    raise MarkdownError(f"line {start + 1}: {lines[start][:40]!r} is not closed by a line :::")


def parted(lines: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """(heading, lines below it) for each `### heading`. Raises MarkdownError for text before the first."""
    title, below = "", list[str]()
    for line in lines:
        if line.startswith("### "):
            if title:
                yield title, below
            title, below = line[4:].strip(), []
        elif title:
            below.append(line)
        elif line.strip():
            raise MarkdownError(f"{line[:40]!r} stands before the first ### heading")
    if title:
        yield title, below
