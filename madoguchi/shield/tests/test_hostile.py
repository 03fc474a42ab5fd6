"""A megabyte of anything is scanned in time that grows with its length alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.shield import shield
from madoguchi.shield.scan import OVERLAP, WINDOW, scan

MEGABYTE = 1_000_000
PATTERNS = [
    "a", "0", " ", "\n", "{", "[1,", "-", "abandon ", "的 一 ", "password: ", "password=Ab1! ", "code 123456 ",
    "4111 1111 1111 1112 ", "DE89 3704 0044 0532 0130 01 ", "-----BEGIN PRIVATE KEY-----", "eyJaaaaaaaaaa.",
    "sk-", "M.a", "ABCD EFGH 2fa ", '{"ciphertext":', "otpauth://", "api secret code pin ", "1 2 3 4 ", "http://",
    "0x" + "ab" * 32 + " ", "K" * 52 + " ", "P<", "a1", "İ",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.strip()[:12] or "space")
def test_hostile_repetition_is_linear(pattern: str) -> None:
    text = (pattern * (MEGABYTE // 4 // len(pattern) + 1))[: MEGABYTE // 4]
    began = time.process_time()
    scan(text)
    assert time.process_time() - began < 8, "a quarter of a megabyte takes about a second"


def test_a_secret_on_the_seam_of_two_windows_is_found_whole() -> None:
    secret = "my password is Katze!2031"
    for shift in range(-40, 41, 7):
        for seam in (WINDOW, WINDOW - OVERLAP):
            text = ("lorem ipsum " * 6000)[: seam + shift] + secret + " dolor" * 3000
            found = scan(text)
            assert [text[f.start : f.end] for f in found] == ["Katze!2031"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_answered_with_findings_that_fit_it(text: str) -> None:
    last = 0
    for finding in shield(text).findings:
        assert last <= finding.start < finding.end <= len(text)
        last = finding.end
