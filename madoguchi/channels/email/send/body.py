"""The two bodies of a mail, from plain text: what was said, who we are, and what we never ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}»”’、。，！？）】」』"
_QUOTED_LINES = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """What the customer wrote last, below the answer. `when` is ready to be read."""

    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text."""

    language: str
    brand: str
    reference: str
    site: str = ""
    author: str = ""
    quote: Quote | None = None


def bodies(text: str, frame: Frame) -> tuple[str, str]:
    """Plain text and HTML in the frame's language."""
    quoted = _quoted(frame.quote.text) if frame.quote else []
    context = {
        "frame": frame,
        "text": mark_safe(text.strip()),  # noqa: S308 - for the plain part alone, which is not HTML
        "paragraphs": [html_of(block) for block in re.split(r"\n[ \t]*\n", text.strip())],
        "quoted_text": mark_safe("\n".join(f"> {line}".rstrip() for line in quoted)),  # noqa: S308 - plain part
        "quoted_html": html_of("\n".join(quoted)),
        "plain_author": mark_safe(frame.quote.author if frame.quote else ""),  # noqa: S308 - plain part
    }
    with translation.override(frame.language or "en"):
        plain = render_to_string("email_channel/mail.txt", context)
        html = render_to_string("email_channel/mail.html", context)
    return plain.strip() + "\n", html.strip() + "\n"


def html_of(text: str) -> SafeString:
    """Escaped text with its line breaks; web addresses become links that show where they lead."""
    out: list[str] = []
    position = 0
    for found in _LINK.finditer(text):
        link = found[0].rstrip(_TRAILING)
        out.append(escape(text[position : found.start()]))
        out.append(f'<a href="{escape(link)}">{escape(link)}</a>')
        position = found.start() + len(link)
    out.append(escape(text[position:]))
    return mark_safe("".join(out).replace("\n", "<br>\n"))  # noqa: S308 - every piece is escaped above


def _quoted(text: str) -> list[str]:
    lines = text.strip().splitlines()
    return lines[:_QUOTED_LINES] + (["…"] if len(lines) > _QUOTED_LINES else [])
