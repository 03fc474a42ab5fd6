"""Finds the lines that announce a quote ("On … wrote:"), also where they wrap over several lines."""

from __future__ import annotations

import re

from madoguchi.channels.email.parse.visible.words.wrote import ENDINGS, INSIDE, PERSONS, PHRASES, STARTS

LONGEST_INTRO = 600  # characters, all lines together
MOST_LINES = 7

_DATED = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.h時시点點]\s?\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMED = re.compile(r"\d{1,2}[:.h時시点點]\s?\d\d")
_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_SHARED = re.compile(
    r"(?<=[\s-])(?:On|Le|Am|El|Em|Il|Op|Den|At)\s+(?:[^\W\d]{2,10}\.?,?\s+)?(?:\d|[A-Z][a-z]{2} \d)"
)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"]@[^\s<>()\[\]\"]")
_BY_LAST_LETTER = {last: tuple(w for w in ENDINGS if w[-1] == last) for last in {w[-1] for w in ENDINGS}}
_COLONS = (":", "：")


def find_intros(lines: list[str]) -> dict[int, int]:
    """First line → last line (both inclusive) of every intro in `lines`."""
    found: dict[int, int] = {}
    taken = -1
    quoted_next = _quoted_next(lines)
    for last, line in enumerate(lines):
        if last <= taken or len(line) > LONGEST_INTRO or not _may_end(line):
            continue
        if last + 1 < len(lines) and _only_verb(lines[last + 1][:40]):
            continue
        first = _first_line(lines, last, taken, quoted_next[last])
        if first is not None:
            found[first] = last
            taken = last
    return found


def split_shared_lines(lines: list[str]) -> list[str]:
    """A reply and its intro on one line ("Yes. On Mon, 3 May 2021, Kim wrote:") become two lines."""
    out: list[str] = []
    for line in lines:
        cut = _share_point(line)
        if cut is None:
            out.append(line)
        else:
            out += [line[:cut].rstrip(" \t-"), line[cut:]]
    return out


def _share_point(line: str) -> int | None:
    if len(line) > LONGEST_INTRO or not line.rstrip().endswith(_COLONS):
        return None
    points = [m.start() for m in _SHARED.finditer(line)]
    head = line[: points[-1]] if points else ""
    if not head.strip(" \t-*_>") or line.lstrip().startswith(">"):
        return None
    if head.rstrip().lower().endswith(("schrieb", "skrev", "schreef", "wrote")) or _starts(head.lower()):
        return None
    return points[-1] if _is_intro(line[points[-1] :], quoted_next=False) else None


def _quoted_next(lines: list[str]) -> list[bool]:
    """Per line: does the next line with something in it start with a quote mark?"""
    out, ahead = [False] * len(lines), False
    for i in range(len(lines) - 1, -1, -1):
        out[i] = ahead
        stripped = lines[i].lstrip()
        if stripped:
            ahead = stripped[0] in ">|"
    return out


def _may_end(line: str) -> bool:
    end = line.rstrip(" \t*_-‐–—\u200e\u200f\u202c").lower()
    return end.endswith(_COLONS) or end.endswith(">") or end.rstrip(":： ").endswith(ENDINGS)


def _first_line(lines: list[str], last: int, taken: int, quoted_next: bool) -> int | None:
    windows = list(_windows(lines, last, taken))
    for n, (first, text) in enumerate(windows):
        if _is_intro(text, quoted_next=quoted_next):
            above = windows[n + 1][0] if n + 1 < len(windows) else None
            return above if above is not None and _is_only_a_date(lines[above]) else first
    for first, text in windows[:3]:
        if _names_a_writer(text):
            return first
    return last if quoted_next and windows and _is_short_intro(windows[0][1]) else None


def _windows(lines: list[str], last: int, taken: int) -> list[tuple[int, str]]:
    """(first line, joined text) for each start above `last`, nearest first."""
    out: list[tuple[int, str]] = []
    joined, blanks = "", 0
    for first in range(last, max(taken, last - MOST_LINES), -1):
        line = lines[first]
        text = _PREFIX.sub("", line).strip() if first < last or not joined else line.strip()
        if not text:
            blanks += 1
            if blanks > 1 or (not joined.startswith(("<", "mailto:")) and not _only_verb(joined)):
                break
            continue
        joined = f"{text} {joined}" if joined else text
        if len(joined) > LONGEST_INTRO:
            break
        out.append((first, joined))
    return out


def _only_verb(text: str) -> bool:
    return text.lower().strip(" :：>*_-") in ENDINGS


def _tells_who_wrote_when(low: str) -> bool:
    """`Kim Lee/Support/Example wrote on 05/03/2027 10:15:22 AM:`; a person says "I wrote"."""
    if len(low) > 160 or low.startswith(PERSONS) or not _DATED.search(low):
        return False
    return any(word in low for word in INSIDE)


def _is_only_a_date(line: str) -> bool:
    """`On Mon, 3 May 2027 at`, the first line of a wrapped intro; not "On Monday I paid"."""
    words = _PREFIX.sub("", line[:80]).split()
    if not words or len(line) > 60 or words[0].lower() not in STARTS:
        return False
    return all(not word.isalpha() or (word.istitle() and len(word) > 1) or word == "at" for word in words[1:])


def _starts(low: str) -> bool:
    tokens = low.split(None, 2)
    if not tokens:
        return False
    if low.startswith(PHRASES):
        return True
    return tokens[0].strip("*_,") in STARTS or any(
        c.isdigit() for token in tokens[:2] if "@" not in token for c in token
    )


def _is_intro(text: str, *, quoted_next: bool) -> bool:
    low = text.strip(' \t-‐–—*_~=\u200e\u200f\u202a\u202b\u202c"“').lower()
    if not 6 <= len(low) <= LONGEST_INTRO:
        return False
    colon, timed, address = low.endswith(_COLONS), bool(_TIMED.search(low)), bool(_ADDRESS.search(low))
    closed = address and low.rstrip(":： ").endswith((">", ")", "]"))
    if colon and timed and (closed or _tells_who_wrote_when(low)):
        return True
    if text.startswith("---") and text.rstrip().endswith("---") and _verb_at(low) is not None:
        return len(low.split()) < 8 or timed
    if not _starts(low):
        return False
    # A person writes "On 3 May your agent wrote:"; a program adds the hour, the address, a quote or commas.
    by_program = timed or address or quoted_next or (low.count(",") > 1 and bool(_YEAR.search(low)))
    if not by_program or not any(c.isdigit() for c in low):
        return False
    if _verb_at(low) is not None:
        return colon or quoted_next or bool(_DATED.search(low))
    if not _DATED.search(low):
        return False
    return (colon and any(word in low for word in INSIDE)) or (closed and (colon or quoted_next))


def _names_a_writer(text: str) -> bool:
    """`Kim <kim@x.example> wrote:`, `Kim <kim@x.example> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:`"""
    low = text.strip(" \t-*_").lower()
    if len(low) > LONGEST_INTRO or not _ADDRESS.search(low):
        return False
    verb = _verb_at(low)
    if verb is not None:
        return low[:verb].rstrip(" ,").endswith((">", ")", "]")) or (">" in low and bool(_TIMED.search(low)))
    if not low.endswith(_COLONS) or not _DATED.search(low):
        return False
    return any(mark + word in low for mark in (">", ")") for word in INSIDE)


def _is_short_intro(text: str) -> bool:
    """`Kim wrote:` right above quoted lines."""
    low = text.strip(" \t-*_").lower()
    return low.endswith(_COLONS) and len(low) < 80 and len(low.split()) <= 6 and _verb_at(low) is not None


def _verb_at(low: str) -> int | None:
    """Where the verb at the end of `low` begins, None without one."""
    bare = low.rstrip(':： *_-–—"”\u200e\u200f\u202c')
    best: int | None = None
    for word in _BY_LAST_LETTER.get(bare[-1:], ()):
        if bare.endswith(word):
            at = len(bare) - len(word)
            joined_script = "\u3000" < word[0] < "\ud7ff" or "\u0e00" <= word[0] <= "\u0e7f"
            if (joined_script or at == 0 or not bare[at - 1].isalnum()) and (best is None or at < best):
                best = at
    return best
