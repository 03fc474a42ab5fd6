"""Whether a title says something of its own."""

from __future__ import annotations

import re

from madoguchi.search.analysis import fold

_ENDS = re.compile(r"[.!?。！？:：…)\]」』”\"]$")
_LONGER = 12


def stands_alone(title: str, text: str) -> bool:
    """False where a collection gave the first so many characters of the text for a title: to count these words as a
    title's would say that they matter more than the others.

    A question that opens its own answer stays a title: there the text ends a sentence or a line after it.
    """
    head = " ".join(fold(title).split())
    if not head:
        return False
    start = " ".join(fold(text[: 2 * len(title) + 200]).split())
    if not start.startswith(head) or len(head) < _LONGER:
        return True
    if _ENDS.search(head) or start == head:
        return True
    after = text[len(title) :].lstrip(" ") if text.startswith(title) else ""
    return after.startswith("\n")
