"""Which parts are the text that a person reads, and that text itself."""

from __future__ import annotations

import html as html_escape
import re
from dataclasses import dataclass, field

from madoguchi.core.html_text import text_of_safe_html
from madoguchi.core.safe_html import sanitize_html

from .charsets import decode
from .flowed import unflow
from .limits import Limits
from .parts import Part
from .uuencode import UuFile, decode_files

_BODY_TYPES = ("text/plain", "text/html")
# Renditions of the same text that other programs read; nothing is lost without them.
_OTHER_RENDITIONS = ("text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html")
_CID = re.compile(r"cid:([^\"'\s>)]{1,300})", re.IGNORECASE)
_TITLE = re.compile(r"<title>([^<]{1,500})</title>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_NEWLINES = re.compile(r"\r+\n|\r")


@dataclass(slots=True)
class Section:
    """One stretch of text in one or both renditions (HTML sanitised); None where there is no such rendition."""

    plain: str | None = None
    html: str | None = None


@dataclass(slots=True)
class Body:
    """What was found: sections in reading order, parts that are files, files found inside plain text, and the
    Content-IDs that the HTML refers to.
    """

    sections: list[Section] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    uuencoded: list[UuFile] = field(default_factory=list)
    content_ids: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def html(self) -> str:
        """The sanitised HTML of the whole mail; empty if it has only plain text."""
        if all(section.html is None for section in self.sections):
            return ""
        return "\n".join(map(_as_html, self.sections))

    def text(self, limits: Limits) -> str:
        """The whole text: plain where there is some, else made from the HTML."""
        texts = [_as_text(section) for section in self.sections]
        return "\n\n".join(text for text in texts if text.strip())[: limits.max_text_chars]


def collect(root: Part, limits: Limits, problems: list[str]) -> Body:
    """The body of a mail from its tree of parts."""
    body = Body(problems=problems)
    body.sections = _sections(root, body)
    for section in body.sections:
        if section.html is not None:
            body.content_ids.update(_CID.findall(section.html))
            section.html = _safe(section.html[: limits.max_html_chars])
    return body


def _sections(part: Part, body: Body) -> list[Section]:
    if part.is_multipart:
        if part.content_type == "multipart/alternative":
            return _alternative(part, body)
        return [section for child in part.children for section in _sections(child, body)]
    if is_file(part):
        body.files.append(part)
        return []
    text = _text(part, body)
    return [Section(html=text)] if part.content_type == "text/html" else [Section(plain=text)]


def _alternative(part: Part, body: Body) -> list[Section]:
    plain: list[str] = []
    html: list[str] = []
    for child in part.children:
        if child.content_type in _OTHER_RENDITIONS and len(part.children) > 1:
            continue
        for section in _sections(child, body):
            if section.plain is not None:
                plain.append(section.plain)
            if section.html is not None:
                html.append(section.html)
    joined = "\n\n".join(plain)
    if not plain and not html:
        return []
    return [Section(joined if joined.strip() or not html else None, "\n".join(html) if html else None)]


def is_file(part: Part) -> bool:
    """Whether a leaf is an attachment rather than text to read."""
    if part.content_type not in _BODY_TYPES or part.disposition.startswith("attachment"):
        return True
    if part.depth == 0:
        return False
    return bool(part.filename) and (part.content_type == "text/plain" or bool(part.disposition))


def _text(part: Part, body: Body) -> str:
    content = part.content(body.problems)
    if part.content_type == "text/plain":
        files = decode_files(content)
        body.uuencoded += files
        for file in reversed(files):
            content = content[: file.start] + content[file.end :]
    text, fits = decode(content, part.charset)
    if not fits:
        body.problems.append(f"the text does not fit its charset {(part.charset or 'none')[:40]}")
    text = _NEWLINES.sub("\n", text).replace("\x00", "")
    if part.content_type == "text/plain" and part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _safe(html: str) -> str:
    """Sanitised HTML; where nothing is left to see, the title that some programs put the whole message into."""
    clean = sanitize_html(html)
    if "<img" in clean or _TAGS.sub("", clean).strip():
        return clean
    title = _TITLE.search(html)
    return f"<p>{html_escape.escape(html_escape.unescape(title[1].strip()))}</p>" if title else clean


def _as_html(section: Section) -> str:
    if section.html is not None:
        return section.html
    return f"<pre>{html_escape.escape(section.plain or '')}</pre>"


def _as_text(section: Section) -> str:
    if section.plain is not None and section.plain.strip():
        return section.plain
    return text_of_safe_html(section.html or "")
