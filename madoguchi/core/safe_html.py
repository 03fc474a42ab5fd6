"""HTML that strangers wrote, made safe to show (nh3) or to read as plain text.

The allow-list is short on purpose: no scripts, styles, forms, frames, drawings or formulas, no event handlers, no
relative links, and no picture that tells its server who is looking: remote pictures come out with
`data-remote-src`, which shows nothing until the reader asks for it.
"""

from __future__ import annotations

import re

import nh3

from .html_depth import limit_depth
from .html_text import text_of_safe_html

_BLOCKS = (
    "address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr b bdi bdo big br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strike strong sub"
    " sup time tt u var wbr"
)
_TAGS = set(f"{_BLOCKS} {_INLINE}".split())
_DROPPED_WITH_CONTENT = {"script", "style", "title", "svg", "math", "iframe", "object", "embed", "applet", "template",
                         "noembed", "noframes", "noscript", "xmp", "audio", "video", "canvas"}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "tr": {"align"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "code": {"class"},
}
_LINK = re.compile(r"\s*(?:https?://|mailto:|tel:)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?![/\\]{2})(?![a-zA-Z][a-zA-Z0-9+.-]*:)[^\x00-\x20:\\][^\x00-\x20\\]*")
_IMAGE = re.compile(r"\s*(?:https://|cid:|data:image/(?:png|jpeg|gif|webp);base64,)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}%?")
_LANGUAGE_CLASS = re.compile(r"language-\S{1,40}")
_REMOTE_IMAGE = re.compile(r'(<img (?:[a-z]+="[^"]*" )*+)src="(?=[Hh][Tt][Tt][Pp][Ss]:)')
_NUMERIC = {"width", "height", "colspan", "rowspan", "start", "value", "span"}


def _filter(tag: str, name: str, value: str, *, relative: bool) -> str | None:
    if name == "href":
        return (
            value if _LINK.match(value) or (relative and (not value or _RELATIVE.fullmatch(value))) else None
        )
    if name == "src":
        return value.strip() if _IMAGE.match(value) or (relative and _RELATIVE.fullmatch(value)) else None
    if name in _NUMERIC:
        return value if _NUMBER.fullmatch(value) else None
    if name == "class":
        return value if _LANGUAGE_CLASS.fullmatch(value) else None
    return value


def _cleaner(*, relative: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _filter(tag, name, value, relative=relative),
        strip_comments=True,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    )


_FOREIGN = _cleaner(relative=False)
_OWN_PAGES = _cleaner(relative=True)


def sanitize_html(html: str, *, relative_links: bool = False) -> str:
    """`html` reduced to the allow-list, well-formed. Links carry rel="noopener noreferrer nofollow".

    relative_links: keep links without a scheme, for texts of our own pages. Remote pictures (https) keep their
    address in `data-remote-src` only; pictures by `cid:` and small raster `data:` pictures stay.
    """
    cleaner = _OWN_PAGES if relative_links else _FOREIGN
    clean = cleaner.clean(limit_depth(html)).replace("&nbsp;", "\u00a0")
    return _REMOTE_IMAGE.sub(r'\1data-remote-src="', clean)


def html_to_text(html: str) -> str:
    """Readable plain text: blocks on their own lines, lists marked, quotes behind `> `, links with their target."""
    return text_of_safe_html(sanitize_html(html))
