"""Keeps the nesting of hostile HTML within bounds, so that the HTML parser's time stays linear.

The HTML standard makes a parser look up the stack of open elements for nearly every block element: a hundred
thousand nested `<div>` cost minutes. Small documents are left as they are; big ones lose opening tags that nest
too deep (never their text).
"""

from __future__ import annotations

import re

MAX_DEPTH = 200
# Below this many tags even the worst nesting costs little.
_HARMLESS_TAGS = 2_000
# Attribute values may hold `>` only in quotes after `=`; possessive, so that nothing is read twice.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+>")
_BOGUS_COMMENT = re.compile(r"<(?:[!?]|/(?![a-zA-Z]))")
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
_CELLS = {"p", "td", "th"}
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"tbody", "thead", "tfoot"}
_ENDED_BY = {
    "p": {"p"}, "div": {"p"}, "table": {"p"}, "ul": {"p"}, "ol": {"p"}, "blockquote": {"p"}, "li": {"p", "li"},
    "dt": {"p", "dt", "dd"}, "dd": {"p", "dt", "dd"}, "td": _CELLS, "th": _CELLS, "tr": _ROWS, "tbody": _GROUPS,
    "thead": _GROUPS, "tfoot": _GROUPS, "option": {"option"},
}  # fmt: skip
_TABLE_PARTS = _GROUPS - {"p"} | {"table", "caption"}
_TABLE_BARRIERS = {"table", "template"}
_BARRIERS = {"table", "td", "th", "caption", "object", "applet", "marquee", "template", "select"}
_OTHER_BLOCKS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "center", "section", "article", "aside", "header", "footer",
    "main", "nav", "address", "details", "summary", "figure", "figcaption", "caption", "body", "html", "form",
}  # fmt: skip
_LOOK_BACK = 12


def limit_depth(html: str, max_depth: int = MAX_DEPTH) -> str:
    """`html` with at most about `max_depth` elements open at a time."""
    if html.count("<") < _HARMLESS_TAGS:
        return html
    out: list[str] = []
    open_names: list[str] = []
    position = 0
    while (start := html.find("<", position)) >= 0:
        out.append(html[position:start])
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            position = len(html) if end < 0 else end + 3
            continue
        if _BOGUS_COMMENT.match(html, start):
            end = html.find(">", start)
            position = len(html) if end < 0 else end + 1
            continue
        match = _TAG.match(html, start)
        if match is None:
            if html[start + 1 : start + 2].isalpha() or html.startswith("</", start):
                position = len(html)  # an unfinished tag swallows the rest, as in every browser
                break
            out.append("<")
            position = start + 1
            continue
        position = match.end()
        name = match[2].lower()
        if match[1]:
            if _close(open_names, name):
                out.append(match[0])
        elif name == "plaintext":
            continue
        elif name in _RAW:
            position = _after_raw(html, position, name)
        elif name in _VOID:
            out.append(match[0])
        else:
            _imply_ends(open_names, name)
            if len(open_names) < max_depth:
                open_names.append(name)
                out.append(match[0])
    out.append(html[position:])
    return "".join(out)


def _imply_ends(open_names: list[str], name: str) -> None:
    """Take off the stack what the opening of `name` closes, as its end tag may be left out."""
    closed = _ENDED_BY.get(name)
    while closed and open_names and open_names[-1] in closed:
        open_names.pop()


def _close(open_names: list[str], name: str) -> bool:
    """Close `name` if it is open near the top; blocks close what is in them, other elements only themselves."""
    barriers = _TABLE_BARRIERS if name in _TABLE_PARTS else _BARRIERS
    for back in range(1, min(_LOOK_BACK, len(open_names)) + 1):
        if open_names[-back] == name:
            if name in _ENDED_BY or name in _OTHER_BLOCKS:
                del open_names[-back:]
            else:
                del open_names[-back]
            return True
        if open_names[-back] in barriers:
            return False
    return name in ("p", "br")


def _after_raw(html: str, position: int, name: str) -> int:
    """Behind the end tag of an element whose content is no markup; such elements are never shown."""
    match = re.compile(f"</{name}[^>]*>", re.IGNORECASE).search(html, position)
    return match.end() if match else len(html)
