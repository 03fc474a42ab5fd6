"""The words of a structured header field: comments fall away, quotes hold together (RFC 5322, section 3.2)."""

from __future__ import annotations


def tokens_of(text: str) -> list[list[str]]:
    """Words between semicolons; an equals sign is a word of its own unless it is quoted. In linear time."""
    segments: list[list[str]] = [[]]
    word: list[str] = []
    depth, quoted, begun = 0, False, False

    def ends() -> None:
        nonlocal begun
        if begun:
            segments[-1].append("".join(word))
        word.clear()
        begun = False

    characters = iter(text)
    for one in characters:
        if one == "\\" and (quoted or depth):
            escaped = next(characters, "")
            word.append(escaped if quoted else "")
        elif quoted:
            quoted = one != '"'
            word.append("" if one == '"' else one)
        elif one == "(":
            depth += 1
        elif depth:
            depth -= one == ")"
        elif one == '"':
            quoted = begun = True
        elif one in " \t\r\n":
            ends()
        elif one == ";":
            ends()
            segments.append([])
        elif one == "=":
            ends()
            segments[-1].append("=")
        else:
            begun = True
            word.append(one)
    ends()
    return segments
