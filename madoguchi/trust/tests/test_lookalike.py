"""The pure judgement: an invented exchange and what is made to look like it."""

from __future__ import annotations

import socket
import time

import pytest

from madoguchi.trust.lookalike import MAX_VALUE, Judge, Judgement, Officials, Signal, read, reason
from madoguchi.trust.lookalike.hosts import read_host
from madoguchi.trust.lookalike.reasons import SENTENCES

TENZORO = Officials(
    domains=("tenzoro.com", "zkq.io", "summit.exchange"),
    mail_domains=("mail.tenzoro.com",),
    emails=("help@tenzoro.com",),
    phones=("+81312345678",),
    handles=("x:tenzoro", "telegram:tenzoro_news"),
    names=("mika",),
)
JUDGE = Judge(TENZORO)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("something was resolved or fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def ask(text: str) -> Judgement:
    return JUDGE.judge(text)


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("https://WWW.Tenzoro.com:443/login?a=1#b", "url", "tenzoro.com"),
        ("hxxps://tenzoro[.]com/x", "url", "tenzoro.com"),
        ("hxxp[:]//tenzoro(dot)com", "url", "tenzoro.com"),
        ("tenzoro.com.", "domain", "tenzoro.com"),
        ("ｔｅｎｚｏｒｏ．ｃｏｍ", "domain", "tenzoro.com"),
        ("tenzoro。com", "domain", "tenzoro.com"),
        ("«tenzoro.com»,", "domain", "tenzoro.com"),
        ("tenz\u200boro.com", "domain", "tenzoro.com"),
        ("bücher.example", "domain", "xn--bcher-kva.example"),
        ("Help+vip@Tenzoro.com", "email", "help@tenzoro.com"),
        ("mailto:help@tenzoro.com?subject=x", "email", "help@tenzoro.com"),
        ("Tenzoro Help <help@tenzoro.com>", "email", "help@tenzoro.com"),
        ("help[@]tenzoro[.]com", "email", "help@tenzoro.com"),
        ("+81 (0)3-1234-5678", "phone", "+81312345678"),
        ("0081 3 1234 5678", "phone", "+81312345678"),
        ("https://wa.me/81312345678", "phone", "+81312345678"),
        ("@Tenzoro", "handle", "@tenzoro"),
        ("https://twitter.com/Tenzoro?s=20", "handle", "x:tenzoro"),
        ("t.me/s/Tenzoro_News", "handle", "telegram:tenzoro_news"),
        ("https://www.youtube.com/@Tenzoro", "handle", "youtube:tenzoro"),
        ("telegram: @tenzoro_news", "handle", "telegram:tenzoro_news"),
        ("Mika from Osaka", "name", "mika from osaka"),
    ],
)
def test_one_spelling(text: str, kind: str, normal: str) -> None:
    value = read(text)
    assert (value.kind, value.normal) == (kind, normal)


@pytest.mark.parametrize(
    "text",
    [
        "tenzoro.com",
        "https://app.tenzoro.com/trade",
        "tenzoro.com/@evil.test",
        "help+123@tenzoro.com",
        "no-reply@mail.tenzoro.com",
        "+81 3 1234 5678",
        "03-1234-5678",
        "\u202a+81 3 1234 5678\u202c",
        "x.com/tenzoro",
        "@tenzoro",
        "Mika",
    ],
)
def test_what_is_listed_is_official(text: str) -> None:
    assert ask(text).verdict == "official"


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("tenzoro.net", Signal.OTHER_ENDING),
        ("zkq.net", Signal.OTHER_ENDING),
        ("tenz0ro.com", Signal.OTHER_LETTERS),
        ("tеnzоrо.com", Signal.OTHER_LETTERS),  # Cyrillic е and о
        ("xn--tenzor-1xa.com", Signal.OTHER_LETTERS),
        ("tenzorro.com", Signal.MISSPELT),
        ("tenozro.com", Signal.MISSPELT),
        ("tenzro.com", Signal.MISSPELT),
        ("login-tenzro.com", Signal.MISSPELT),
        ("tenzoro-support.com", Signal.WITH_WORDS),
        ("mytenzorowallet.io", Signal.WITH_WORDS),
        ("soporte-tenzoro.es", Signal.WITH_WORDS),
        ("поддержка-tenzoro.ru", Signal.WITH_WORDS),
        ("tenzoro客服.cn", Signal.WITH_WORDS),
        ("zkq-login.com", Signal.WITH_WORDS),
        ("zkqwallet.com", Signal.WITH_WORDS),
        ("summit-wallet.com", Signal.WITH_WORDS),
        ("tenzoro.evil.test", Signal.IN_FRONT),
        ("tenzoro.com.evil.test", Signal.BEGINS_LIKE),
        ("tenzoro-com.evil.test", Signal.BEGINS_LIKE),
        ("https://tenzoro.com@evil.test/", Signal.BEFORE_AT),
        ("https://tenzoro.com\\@evil.test/", Signal.LISTED),  # to a browser the slash ends the host
        ("tenzoro-help.netlify.app", Signal.FREE_HOST),
        ("https://sites.google.com/view/tenzoro-support", Signal.FREE_HOST),
        ("tenzoro.support@gmail.com", Signal.IN_MAIL),
        ("help@tenzoro-mail.com", Signal.WITH_WORDS),
        ("help@tenzoro.co", Signal.OTHER_ENDING),
        ("+81 3 1234 5679", Signal.NUMBER),
        ("t.me/tenzoro", Signal.OTHER_PLATFORM),
        ("@tenzoro_helpdesk", Signal.WITH_WORDS),
        ("https://x.com/tenz0ro", Signal.OTHER_LETTERS),
        ("\u202etenzoro.com", Signal.TURNED),
    ],
)
def test_what_is_made_to_look_like_it(text: str, signal: Signal) -> None:
    found = ask(text)
    assert found.signal == signal
    assert found.verdict == ("official" if signal is Signal.LISTED else "look-alike")
    assert found.of


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "zkqx.com",  # the three letters by chance
        "bazkquux.net",
        "tensor.com",
        "summit.gov",
        "everestsummit.org",
        "summit-cruises.com",
        "https://example.org/news/tenzoro-opens",  # a paper writes about us
        "kim@example.org",
        "+1 212 555 0100",
        "0-1234-5678",
        "@somebody",
        "192.0.2.7",
    ],
)
def test_others_are_left_alone(text: str) -> None:
    found = ask(text)
    if text == "summit.gov":  # the very name under another ending is always worth a word
        assert found.verdict == "look-alike"
        return
    assert found.verdict == "not-listed"
    assert found.of == ""


def test_an_address_of_ours_that_sends_nothing_is_not_listed() -> None:
    found = ask("ceo@tenzoro.com")
    assert (found.verdict, found.signal, found.of) == ("not-listed", Signal.MAIL_NOT_LISTED, "tenzoro.com")


def test_a_registered_name_counts_below_endings_of_two_parts() -> None:
    assert read_host("a.tenzoro.co.uk").site == "tenzoro.co.uk"
    assert read_host("a.tenzoro.github.io").site == "tenzoro.github.io"
    assert read_host("www.ck").site == "www.ck"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "tenzoro.com\x00.evil.test",
        "x" * 10_000,
        "a." * 1_000,
        "-" * MAX_VALUE,
        "😀.tenzoro.ws",
        "tеnζоrо-支援-поддержка.example",
        "javascript:alert('tenzoro.com')",
        "data:text/html,<b>tenzoro</b>",
        "http://",
        "http://[::1]/",
        "http://%00/",
        "xn--" + "9" * 59 + ".com",
        "xn--\udcff.com",
        "@" * 500,
        "<script>alert(1)</script>",
        "\u202e" * 300,
        "٣" * 20,
        "mailto:",
        "https://" + "tenzoro-" * 200 + ".com",
        "1" * 300,
        "((((((((((((",
    ],
)
def test_hostile_values_get_an_answer_in_short_time(text: str) -> None:
    began = time.perf_counter()
    found = ask(text)
    assert found.verdict != "official"
    assert reason(found)
    assert time.perf_counter() - began < 2


def test_too_long_a_value_is_not_read() -> None:
    found = ask("https://tenzoro.com/" + "a" * 10_000)
    assert (found.value.kind, found.signal) == ("unknown", Signal.NOT_READ)


def test_every_signal_has_a_sentence_and_none_calls_anything_safe() -> None:
    assert set(SENTENCES) == set(Signal)
    assert not any("safe" in sentence.lower() for sentence in SENTENCES.values())
