"""Find secrets in a text: look cheaply, run the detectors that the look calls for, settle overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from madoguchi.shield.contract import STUB_START, Finding
from madoguchi.shield.detectors import (
    api_credentials,
    card,
    hex_key,
    iban,
    keystore,
    national_id,
    one_time_code,
    password,
    pem,
    seed_phrase,
    totp,
    wallet_keys,
)
from madoguchi.shield.view import Sign, View

WINDOW = 32_768  # characters looked at together
OVERLAP = 8_192  # characters seen twice, so that a secret on the seam is found whole

_STRENGTH = {"certain": 3, "likely": 2, "ask": 1}


class Detector(NamedTuple):
    find: Callable[[View], Iterable[Finding]]
    any_of: int
    all_of: int = 0


DETECTORS = (
    Detector(pem.find, Sign.PEM),
    Detector(keystore.find, Sign.KEYSTORE),
    Detector(seed_phrase.find, Sign.WORDS),
    Detector(wallet_keys.find, Sign.LONG),
    Detector(wallet_keys.find_number_array, Sign.NUMBERS),
    Detector(hex_key.find, Sign.LONG),
    Detector(api_credentials.find, Sign.LONG),
    Detector(totp.find, Sign.TOTP),
    Detector(one_time_code.find, Sign.CODE, Sign.DIGITS),
    Detector(password.find, Sign.PASSWORD),
    Detector(card.find, Sign.MANY_DIGITS),
    Detector(card.find_security_code, Sign.CVV),
    Detector(iban.find, Sign.DIGITS),
    Detector(national_id.find, Sign.MANY_DIGITS | Sign.NATIONAL),
)


def scan(text: str, *, lang: str | None = None, field: str | None = None) -> list[Finding]:
    """The secrets in a text, in order, without overlaps; offsets are code points of `text`.

    `field="txid"`: the text comes from a form field for a transaction id, so what looks like one is one.
    `lang` is kept for detectors that will need it: today all of them read all languages.
    Time is linear in the length; a text longer than `WINDOW` is read in overlapping windows.
    """
    if len(text) <= WINDOW:
        return settle(_window(text, lang=lang, field=field))
    found: list[Finding] = []
    for start, end in _windows(text):
        for f in _window(text[start:end], lang=lang, field=field):
            found.append(Finding(f.kind, f.start + start, f.end + start, f.confidence, f.detector))
    return settle(found)


def settle(found: Iterable[Finding]) -> list[Finding]:
    """Overlaps become one finding over their union, named after the surest and longest of them."""
    settled: list[Finding] = []
    for f in sorted(found, key=lambda f: f.start):
        last = settled[-1] if settled else None
        if last is None or f.start >= last.end:
            settled.append(f)
            continue
        best = max(last, f, key=lambda x: (_STRENGTH[x.confidence], x.end - x.start))
        end = max(last.end, f.end)
        settled[-1] = Finding(best.kind, last.start, end, best.confidence, best.detector)
    return settled


def _window(text: str, *, lang: str | None, field: str | None) -> Iterator[Finding]:
    view = View(text, lang=lang, field=field)
    signs = view.signs()
    if not signs:
        return
    for detector in DETECTORS:
        if signs & detector.any_of and signs & detector.all_of == detector.all_of:
            for finding in detector.find(view):
                if not text.startswith(STUB_START, finding.start):
                    yield finding


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Overlapping spans that end between words where a space is near."""
    start = 0
    while True:
        end = start + WINDOW
        if end >= len(text):
            yield start, len(text)
            return
        space = max(text.rfind(" ", end - 512, end), text.rfind("\n", end - 512, end))
        yield start, space if space > 0 else end
        begin = end - OVERLAP
        space = text.find(" ", begin, begin + 512)
        start = space if space > 0 else begin
