"""What strangers write is shown without running, and read as text without losing words."""

from __future__ import annotations

import time

import pytest

from madoguchi.core.markdown import markdown_to_html
from madoguchi.core.safe_html import html_to_text, sanitize_html

REL = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p onclick=x()>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ('<a href="https://x.example">a</a>', f'<a href="https://x.example" {REL}>a</a>'),
        ('<a href="javascript:x()">a</a>', f"<a {REL}>a</a>"),
        ('<a href="/admin">a</a>', f"<a {REL}>a</a>"),
        ('<img src="cid:p1" onerror=x()>', '<img src="cid:p1">'),
        ('<img src="data:image/svg+xml;base64,AA">', "<img>"),
        ('<img src="data:image/png;base64,AA">', '<img src="data:image/png;base64,AA">'),
        (
            '<img alt="x" src="https://spy.example/1">',
            '<img alt="x" data-remote-src="https://spy.example/1">',
        ),
        ("<svg><script>x()</script></svg><math>y</math>b", "b"),
        ("<form action=/x><input>a</form><iframe src=x></iframe>", "a"),
        ('<p style="position:fixed" id="x" class="y">a</p>', "<p>a</p>"),
    ],
)
def test_sanitised(html: str, safe: str) -> None:
    assert sanitize_html(html) == safe


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("a<blockquote><p>b</p><blockquote>c</blockquote></blockquote>d", "a\n\n> b\n>\n> > c\n\nd"),
        ("<table><tr><th>Coin<th>Network<tr><td>BTC<td>Lightning</table>", "Coin | Network\nBTC | Lightning"),
        ("<a href='mailto:kim@c.example'>kim@c.example</a>", "kim@c.example"),
        ("<a href='https://x.example/a'>site</a>", "site (https://x.example/a)"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_markdown_is_rendered_and_its_html_shown_as_text() -> None:
    assert markdown_to_html("**a** [b](/faq)") == f'<p><strong>a</strong> <a href="/faq" {REL}>b</a></p>\n'
    assert "<script" not in markdown_to_html("<script>x()</script>")
    assert "javascript:" not in markdown_to_html("[a](javascript:x())").replace("[a](javascript:x())", "")
    with pytest.raises(ValueError, match="longer than 5"):
        markdown_to_html("123456", max_chars=5)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<div><!--</div>-->",
        "<div title='</div>'>",
        "<div><style></div></style>",
        "<a><div></a>",
        "<div><? </div>",
        "<div><object></div>",
        "<svg><foreignObject><div></svg>",
        "<p><b>",
        "<",
        '<a "',
    ],
)
def test_nesting_without_end_costs_little(piece: str) -> None:
    began = time.process_time()
    html_to_text(piece * 20_000)
    assert time.process_time() - began < 6.0


def test_a_large_ordinary_page_is_left_whole() -> None:
    rows = "".join(f"<tr><td><p>{i}<td><a href='https://x.example/{i}'>pay</a>" for i in range(3_000))
    text = html_to_text(f"<table>{rows}</table>")
    assert "2999" in text
    assert "https://x.example/2999" in text
