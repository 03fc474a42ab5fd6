"""format=flowed (RFC 3676): soft line breaks joined, quote marks kept."""

from __future__ import annotations


def unflow(text: str, *, delete_space: bool) -> str:
    """`text` with each paragraph on one line; quoted lines keep one `> ` per level."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if depth == open_depth and content != "-- ":
            out[-1] += content
        else:
            out.append("> " * depth + content)
        soft = content.endswith(" ") and content != "-- "
        open_depth = depth if soft else -1
        if soft and delete_space:
            out[-1] = out[-1][:-1]
    return "\n".join(out)
