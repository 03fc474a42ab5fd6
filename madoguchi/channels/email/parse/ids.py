"""Message-ID, In-Reply-To and References: ids without their angle brackets (RFC 5322 3.6.4)."""

from __future__ import annotations

import re

_ANGLE = re.compile(r"<([^<>]{1,998})>")
_SPACES = re.compile(r"\s+")
_MAX_CHARS = 998


def message_id(text: str) -> str:
    """The first id in a header value, or its first word where the brackets are missing; empty if none."""
    found = message_ids(text, 1)
    return found[0] if found else ""


def message_ids(text: str, limit: int) -> tuple[str, ...]:
    """The ids in order, each once, the last `limit` of them (the youngest ancestors)."""
    ids = [_SPACES.sub("", i) for i in _ANGLE.findall(text)]
    if not ids:
        ids = [w for w in re.split(r"[\s,;]+", text) if "@" in w or (len(text) <= _MAX_CHARS and w == text)]
    ids = [i.strip("<>") for i in ids]
    unique = list(dict.fromkeys(i for i in ids if i and len(i) <= _MAX_CHARS))
    return tuple(unique[:1] if limit == 1 else unique[-limit:])
