"""What a model gives back is a stranger's text: marks come back whole, names untouched, and no tag of its own."""

from __future__ import annotations

from contextlib import suppress

import pytest

from madoguchi.helpcenter.machine.kept import kept_spans
from madoguchi.helpcenter.machine.marks import MarksLost, mark_html, mark_text


def kept(text: str) -> list[str]:
    return [text[start:end] for start, end in kept_spans(text, ["Hoshi Exchange"])]


def spans(text: str) -> list[tuple[int, int]]:
    return kept_spans(text, ["Hoshi Exchange"])


def test_names_addresses_and_placeholders_are_kept():
    text = (
        "Send USDT over TRC20 or ERC-20 to Hoshi Exchange, {amount} at most: see https://hoshi.example/a?b=1 "
        "or write to help@hoshi.example. Never in a HURRY; %(count)s days. Bitcoin too."
    )
    assert kept(text) == [
        "USDT",
        "TRC20",
        "ERC-20",
        "Hoshi Exchange",
        "{amount}",
        "https://hoshi.example/a?b=1",
        "help@hoshi.example",
        "%(count)s",
    ]


def test_a_secret_in_an_article_never_leaves():
    card = "4111 1111 1111 1111"
    marked = mark_text(f"Pay by card {card} today", spans)
    assert "4111" not in marked.text
    assert marked.back(marked.text.replace("today", "heute")) == f"Pay by card {card} heute"


def test_formatting_comes_back_around_other_words():
    html = '<p>Press <b>Send</b> &amp; wait, see <a href="/help/en/x?a=1&amp;b=2">the <i>list</i></a>.<br/>Use <code>a &lt; b</code></p><ul><li>USDT</li><li>One</li></ul>'
    parts, passages = mark_html(html, spans)
    assert "".join(parts) == html
    first, last = passages.values()
    assert first.text.count("<t") == 3
    assert "a &lt; b" not in first.text
    assert last.text == "One", "what is only a name is not sent"
    done = first.back(
        first.text.replace("Press", "<script>alert(1)</script>").replace("wait", "warten & sehen")
    )
    assert '<a href="/help/en/x?a=1&amp;b=2">the <i>list</i></a>' in done
    assert "<script" not in done
    assert "&lt;script&gt;" in done
    assert "warten &amp; sehen" in done
    assert "<code>a &lt; b</code>" in done


@pytest.mark.parametrize(
    "answer",
    [
        "no marks",
        "<t1>open",
        "</t1>a<t1>",
        "<t1>a</t1><t1>b</t1>",
        "<t1>a</t1><t9>b</t9>",
        "<t1>a</t1><x1/>",
        "<t1>a</t1></t1>",
        "<t99999>a</t99999>",
    ],
)
def test_an_answer_that_lost_its_marks_is_refused(answer):
    _parts, passages = mark_html("<p>a <b>word</b></p>", spans)
    with pytest.raises(MarksLost):
        passages[1].back(answer)


def test_a_plain_text_is_words_alone():
    marked = mark_text("Fees < 1 % & more of {amount}", spans)
    assert marked.back(marked.text) == "Fees < 1 % & more of {amount}"
    assert marked.back("&lt;b&gt; <i>x</i> " + marked.text[-5:]) == "<b> <i>x</i> {amount}"


def test_very_long_and_broken_markup_takes_no_time():
    for html in ("<" * 50_000, "<b>" * 5_000, "<t1>" * 5_000, "{" * 50_000, "a@" * 20_000, "A1" * 30_000):
        parts, passages = mark_html(html, spans)
        assert "".join(parts) == html
        for marked in passages.values():
            with suppress(MarksLost):
                marked.back(marked.text)
