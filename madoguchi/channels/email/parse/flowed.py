"""format=flowed (RFC 3676): soft line breaks joined, quote marks kept."""

from __future__ import annotations


def unflow(text: str, *, delete_space: bool) -> str:
    """`text` with each paragraph on one line; quoted lines keep one `> ` per level."""
    paragraphs: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        kept = content[:-1] if soft and delete_space else content
        if depth == open_depth and content != "-- ":
            paragraphs[-1].append(kept)
        else:
            paragraphs.append(["> " * depth + kept])
        open_depth = depth if soft else -1
    return "\n".join(map("".join, paragraphs))
