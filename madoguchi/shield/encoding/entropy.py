"""How random a token looks."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise


def bits_per_char(token: str) -> float:
    """Shannon entropy of the token's own characters, in bits per character."""
    size = len(token)
    return -sum(n / size * math.log2(n / size) for n in Counter(token).values()) if size else 0.0


def looks_like_placeholder(token: str) -> bool:
    """Whether a person wrote it as an example: a run such as `abcdefg` or `xxxxxx`, or the word itself."""
    lower = token.lower()
    if any(word in lower for word in ("example", "placeholder", "your_", "your-", "changeme", "redacted")):
        return True
    up = same = 1
    for before, char in pairwise(lower):
        step = ord(char) - ord(before)
        up = up + 1 if step == 1 else 1
        same = same + 1 if step == 0 else 1
        if up >= 7 or same >= 6:
            return True
    return False
