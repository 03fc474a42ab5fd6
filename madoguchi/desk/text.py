"""What people wrote, as safe HTML: escaped, addresses of the web as links, removed secrets as chips."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from madoguchi.core.templatetags.madoguchi import icon
from madoguchi.inbox.secrets import STUBS

_PIECES = re.compile(
    r"(?P<stub>\[masked: [a-zA-Z -]{3,40}\])|(?P<link>https?://[^\s<>\"'`]{1,2000})", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}»”’。、）」』"


def said(text: str) -> SafeString:
    """Plain text as HTML. Line breaks stay as they are: the style sheet keeps them."""
    parts: list[str] = []
    done = 0
    for found in _PIECES.finditer(text):
        parts.append(format_html("{}", text[done : found.start()]))
        parts.append(_chip(found["stub"]) if found["stub"] else _link(found["link"]))
        done = found.end()
    parts.append(format_html("{}", text[done:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part went through format_html


def _chip(stub: str) -> str:
    words = STUBS.get(stub)
    if words is None:
        return format_html("{}", stub)
    return format_html('<span class="secret">{} {}</span>', icon("shield"), words)


def _link(address: str) -> str:
    bare = address.rstrip(_TRAILING)
    return format_html(
        '<a href="{0}" target="_blank" rel="noopener noreferrer nofollow" dir="ltr">{0}</a>{1}',
        bare,
        address[len(bare) :],
    )
