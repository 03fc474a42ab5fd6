"""A formatted message as a page for a sandboxed frame: cleaned once more, whatever the channel did before."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import nh3

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "col", "colgroup", "dd", "del", "div", "dl",
    "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "mark", "ol", "p", "pre",
    "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "tt", "u", "ul",
}  # fmt: skip
_BOX = {
    "align",
    "valign",
    "width",
    "height",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "colspan",
    "rowspan",
}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "size", "face"},
    "ol": {"start", "type"},
    **dict.fromkeys(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup"), _BOX),
}
_STYLES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left", "border-radius",
    "border-right", "border-spacing", "border-style", "border-top", "border-width", "color", "direction", "display",
    "font", "font-family", "font-size", "font-style", "font-weight", "height", "letter-spacing", "line-height",
    "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "min-width", "padding",
    "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align", "text-decoration", "text-indent",
    "vertical-align", "white-space", "width",
}  # fmt: skip
# A mail is made for white paper: it keeps it in the dark, too.
_SHEET = (
    ":root{color-scheme:light}body{margin:12px;background:#fff;color:#1c1b22;font:14px/1.6 system-ui,sans-serif;"
    "overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}"
    "blockquote{margin:8px 0;padding-left:12px;border-left:3px solid #ccc}a{color:#2f3b8f}pre{white-space:pre-wrap}"
)


def document(html: str, *, inline: Mapping[str, str], nonce: str) -> str:
    """The page. `inline` maps content ids to the addresses of the pictures that came with the mail (RFC 2392)."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return _source(value, inline)
        return value

    body = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "cid"},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><style nonce="{nonce}">{_SHEET}</style></head>'
        f"<body>{body}</body></html>"
    )


def policy(*, nonce: str, pictures: bool) -> str:
    """The frame's own policy. Style attributes of the mail are allowed (their properties were chosen above); nothing
    else comes from anywhere but our own files, and pictures of the web only if the agent asks."""
    remote = " https:" if pictures else ""
    return (
        f"default-src 'none'; img-src 'self' data:{remote}; style-src 'nonce-{nonce}'; style-src-attr 'unsafe-inline';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
        " sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    )


def _source(value: str, inline: Mapping[str, str]) -> str | None:
    if value.lower().startswith("cid:"):
        return inline.get(unquote(value[4:])) or inline.get(f"<{unquote(value[4:])}>")
    return value if value.lower().startswith(("https://", "data:image/")) else None
