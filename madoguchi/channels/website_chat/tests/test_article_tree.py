"""What of a rich text becomes a node in the window: a short list, whatever somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from madoguchi.channels.website_chat.help.tree import tree_of

KNOWN = {
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "a",
    "b",
    "i",
    "code",
    "pre",
    "blockquote",
    "hr",
    "br",
    "sub",
    "sup",
    "kbd",
    "mark",
    "bdi",
}
HOSTILE = [
    "<script>alert(1)</script><p>text</p>",
    "<p onclick=alert(1) style='position:fixed' class=x id=y>text</p>",
    "<a href='javascript:alert(1)'>text</a><a href=' java\nscript:alert(1)'>text</a>",
    "<a href='//evil.example/x'>text</a><a href='data:text/html,<script>alert(1)</script>'>text</a>",
    "<img src=x onerror=alert(1)>text<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>text<style>*{}</style>",
    "text<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<div><p><b>text</p></div></b></li></ul>",
    "<p>" * 3_000 + "text",
    "<guide>text</guide><contact>text</contact>",
]


def _nodes(parts: list[Any]) -> Iterator[list[Any]]:
    ahead = list(parts)
    while ahead:
        part = ahead.pop()
        if not isinstance(part, str):
            yield part
            ahead += part[2:]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_becomes_more_than_text_and_links(html: str) -> None:
    tree = tree_of(html)
    assert "text" in str(tree)
    for tag, properties, *_rest in _nodes(tree):
        assert tag in KNOWN
        assert set(properties) <= {"href", "article"}
        assert properties.get("href", "https://").startswith(("https://", "http://", "mailto:", "tel:"))
    assert "alert(1)" not in str([node[1] for node in _nodes(tree)])


def test_structure_and_links_stay() -> None:
    tree = tree_of(
        '<h2>Fees</h2><p>See <b>this</b> &amp; <a href="/help/ja/articles/%E6%89%8B#x">that</a>,'
        ' <a href="https://hoshi.example/">home</a>.</p><ol><li>one</li><li>two</li></ol><hr>'
    )
    assert tree == [
        ["h3", {}, "Fees"],
        [
            "p",
            {},
            "See ",
            ["b", {}, "this"],
            " & ",
            ["a", {"href": "/help/ja/articles/%E6%89%8B#x", "article": "手"}, "that"],
            ", ",
            ["a", {"href": "https://hoshi.example/"}, "home"],
            ".",
        ],
        ["ol", {}, ["li", {}, "one"], ["li", {}, "two"]],
        ["hr", {}],
    ]
