"""People send a seed phrase word by word: short messages in a row are read as one text."""

from __future__ import annotations

from collections.abc import Sequence

from madoguchi.shield.contract import Finding
from madoguchi.shield.scan import scan

SHORT = 64  # characters: longer messages are judged alone


def scan_joined(messages: Sequence[str], *, lang: str | None = None) -> list[list[Finding]]:
    """Findings of each message, in its own offsets, when consecutive short ones of a sender are read as one.

    A finding that spans several messages is reported in each. Messages longer than `SHORT` are not joined.
    """
    found: list[list[Finding]] = [scan(message, lang=lang) for message in messages]
    run: list[int] = []
    for number in range(len(messages) + 1):
        if number < len(messages) and len(messages[number]) <= SHORT:
            run.append(number)
            continue
        if len(run) > 1:
            for position, extra in _of_run([messages[i] for i in run], lang=lang):
                if not found[run[position]]:
                    found[run[position]].append(extra)
        run = []
    return found


def _of_run(messages: list[str], *, lang: str | None) -> list[tuple[int, Finding]]:
    text, pieces = "\n".join(messages), []
    for f in scan(text, lang=lang):
        if f.kind != "seed-phrase":  # other kinds need their neighbours in one message
            continue
        start = 0
        for position, message in enumerate(messages):
            low, high = max(f.start, start), min(f.end, start + len(message))
            if low < high:
                pieces.append(
                    (position, Finding(f.kind, low - start, high - start, f.confidence, f.detector))
                )
            start += len(message) + 1
    return pieces
