"""Chinese or Japanese, where only ideographs, or hardly any kana, can tell."""

from __future__ import annotations

from collections.abc import Iterable

MUCH_KANA, SOME_KANA = 0.15, 0.05
WORD_WEIGHT = 2.0


def japanese_share(
    text: str, ideographs: str, kana: int, *, japanese: Iterable[str], chinese: Iterable[str]
) -> float:
    """How likely a text with these ideographs and so many kana is Japanese rather than Chinese, 0 to 1.

    Without kana: which of Shift_JIS and the Chinese GB 2312 and Big5 holds more of the ideographs, and
    which words of both languages occur.
    """
    share = kana / (kana + len(ideographs))
    if share >= MUCH_KANA:
        return 1.0
    in_japan = _encodable(ideographs, "shift_jis")
    in_china = max(_encodable(ideographs, "gb2312"), _encodable(ideographs, "big5"))
    lead = in_japan - in_china + WORD_WEIGHT * (_hits(text, japanese) - _hits(text, chinese))
    if share >= SOME_KANA:
        lead += WORD_WEIGHT
    elif in_japan == in_china and not lead:
        lead = -0.5  # more people write Chinese
    return 1 / (1 + 3.0**-lead) if abs(lead) < 20 else float(lead > 0)


def _encodable(ideographs: str, encoding: str) -> int:
    return len(ideographs.encode(encoding, "ignore")) // 2


def _hits(text: str, pieces: Iterable[str]) -> int:
    return sum(len(piece) for piece in pieces if piece in text)
