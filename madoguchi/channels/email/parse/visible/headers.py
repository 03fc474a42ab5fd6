"""Finds blocks of quoted header fields (From:/Sent:/To:/Subject:) and rules above original messages."""

from __future__ import annotations

import re

from madoguchi.channels.email.parse.visible.words.headers import FIELD_OF, LONGEST
from madoguchi.channels.email.parse.visible.words.originals import ABOVE, BARE, PHRASES

LONGEST_RULE = 200  # characters
_MOST_CONTINUED = 3  # lines of one wrapped field
_MOST_BLANKS = 1  # between two fields
_BOLD = re.compile(r"^[\s>*_|]*")
_SECOND_FIELD = re.compile(r"\S(?:[ \t]+)([^\W\d]{1,12})[ \t]?[:：]")


def field_of(line: str) -> str | None:
    """Which header field a line begins with ("from", "subject" …), None for ordinary text."""
    head = line[: LONGEST + 24]
    at = min((i for i in (head.find(":"), head.find("：")) if i > 0), default=-1)
    if at < 0:
        return None
    name = _BOLD.sub("", head[:at]).rstrip(" \t*_\xa0").lower()
    return FIELD_OF.get(name)


def find_header_blocks(lines: list[str]) -> set[int]:
    """Numbers of all lines that belong to a header block."""
    found: set[int] = set()
    i = 0
    while i < len(lines):
        if field_of(lines[i]) is None:
            i += 1
            continue
        members, end = _block(lines, i)
        if _is_header_block([lines[m] for m in members]):
            found.update(range(members[0], members[-1] + 1))
        i = end
    return found


def is_original_rule(line: str) -> bool:
    """`-----Original Message-----` and `Begin forwarded message:` in any of our languages."""
    if len(line) > LONGEST_RULE:
        return False
    low = line.strip(" \t>*").lower()
    if low.rstrip(":： .") in BARE:
        return True
    inner = low.strip("-‐–—_=~*#+ \t")
    ruled = low[:2] in ("--", "==", "__", "~~", "**", "++", "##", "——", "––", "‐‐", "- ") and inner != low
    # "--- Forwarded by Kim on 5 May ---" has words after the phrase.
    return ruled and inner.rstrip(":： ").startswith(PHRASES) and len(inner) < 120


def is_above_line(line: str) -> bool:
    """`##- Please type your reply above this line -##`"""
    if len(line) > LONGEST_RULE:
        return False
    low = line.lower()
    ruled = low.strip(" \t>")[:1] in {"#", "-", "=", "_", "*", "~", "—", "["} or "above this line" in low
    return ruled and any(all(part in low for part in parts) for parts in ABOVE)


def _block(lines: list[str], first: int) -> tuple[list[int], int]:
    """The numbers of the field lines from `first` on, and where to look on."""
    members, i, gap, blanks = [first], first + 1, 0, 0
    while i < len(lines) and gap <= _MOST_CONTINUED:
        if field_of(lines[i]) is not None:
            if blanks > _MOST_BLANKS:
                break
            members.append(i)
            gap = blanks = 0
        elif not lines[i].strip(" \t>*"):
            blanks += 1
            if blanks > _MOST_BLANKS:
                break
        elif blanks:
            break
        else:
            gap += 1
        i += 1
    return members, members[-1] + 1


def _is_header_block(lines: list[str]) -> bool:
    fields = {field for line in lines if (field := field_of(line))}
    for line in lines:  # "À : kim@x.example Objet : …"
        fields |= {FIELD_OF[m.group(1).lower()] for m in _SECOND_FIELD.finditer(line[:300])
                   if m.group(1).lower() in FIELD_OF}  # fmt: skip
    if not fields & {"from", "sent", "date"}:
        return False
    address = any("@" in line for line in lines)
    known = len(fields - {"other"})
    if known >= 3:
        return address or bool(fields & {"subject", "sent"})
    return known == 2 and (address or fields == {"from", "sent"}) and fields != {"to", "from"}
