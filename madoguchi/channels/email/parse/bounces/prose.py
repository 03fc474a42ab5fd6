"""Reports in prose: finds the failed addresses and what is said about each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from madoguchi.channels.email.contract import Recipient
from madoguchi.channels.email.parse.bounces.addresses import ADDRESS, clean, find_all, is_daemon, named
from madoguchi.channels.email.parse.bounces.codes import best_status, is_permanent, reply_code
from madoguchi.channels.email.parse.bounces.dialects import ANNOUNCE, DELAYS, TAILS
from madoguchi.channels.email.parse.bounces.reasons import decide_reason, reason_in

MOST_LINES = 2000
MOST_RECIPIENTS = 200
LONGEST_SAYING = 2000  # characters read about one address

_HEADER_LINE = re.compile(
    r"^(?:Received|Return-Path|DKIM-Signature|Message-ID|X-Originating-IP|Delivered-To|MIME-Version|X-Received|"
    r"Authentication-Results)[ \t]?:",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"(?:\bfrom|\bsender|\bcontact|\bcc|\bsubject|\breply-to|\bsent by|mail from|\bcall|"
    r"\bfor (?:help|assistance)|"
    r"\breturn-path|\bwrite to|\bmailto)[ \t]{0,3}[:=]?[ \t]{0,6}[<\"(\[]{0,3}$",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"^[\s>*•|\-–'\"(<\[]*(?:[45]\d\d[ -])?(?:[45]\.\d{1,3}\.\d{1,3} )?"
    r"(?:(?:original |failed |intended )?recipient|to|address|user|rcpt to|undeliverable address|"
    r"invalid receiver address|failed to deliver to)?[ \t]{0,4}:?[ \t]{0,4}"
    r"[<\"'\[(]*$",
    re.IGNORECASE,
)
_TAIL_STARTS = (
    "original message follows", "below", "included is", "message header", "your message reads", "the first ",
    "a summary of", "original message as", "copy of the", "original-message", "old message",
    "here is your returned",
)  # fmt: skip
_LOCAL_ONLY = re.compile(r"^[ \t]+([A-Za-z0-9][\w.+-]{0,63}):?[ \t]*$")
_STOP_LOCAL = frozenset(
    [
        "reason",
        "diagnostic",
        "details",
        "error",
        "message",
        "failed",
        "recipients",
        "unknown",
        "none",
        "guide",
    ]
)


@dataclass
class _Found:
    address: str
    line: int
    repeats: tuple[int, ...] = ()


def reported_text(text: str) -> str:
    """`text` above the copy of our own mail."""
    lines = text.split("\n")[:MOST_LINES]
    for i, line in enumerate(lines):
        if i > 0 and _is_tail(line[:300], has_text=any(one.strip() for one in lines[max(0, i - 40) : i])):
            return "\n".join(lines[:i])
    return "\n".join(lines)


def returned_text(text: str) -> str:
    """What stands below the line where our own mail begins, "" without one."""
    return text[len(reported_text(text)) :]


def _is_tail(line: str, *, has_text: bool) -> bool:
    if not has_text:
        return False
    if _HEADER_LINE.match(line):
        return True
    low = line.strip(" \t>").lower()
    ruled = low[:2] in ("--", "==", "__", "**", "++", "|-", "- ") or low.startswith("---")
    inner = low.strip(" -=_*|+.:")
    if not any(phrase in inner for phrase in TAILS):
        return False
    return ruled or inner.startswith(_TAIL_STARTS)


def is_delay(text: str) -> bool:
    """Is the report about waiting?"""
    low = " ".join(text[:6000].lower().split())
    return any(phrase in low for phrase in DELAYS)


def announced(text: str) -> int | None:
    """Where the sentence that announces the addresses ends in `text`; None without such a sentence."""
    low, places = _squashed(text[:20_000])
    ends = [at + len(p) for _, phrases in ANNOUNCE for p in phrases if (at := low.find(p)) >= 0]
    return places[min(ends) - 1] + 1 if ends else None


def _squashed(text: str) -> tuple[str, list[int]]:
    """Lower case with single spaces, and where each character stood."""
    out: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        plain = " " if char.isspace() else "'" if char == "’" else char.lower()[:1] or char
        if plain == " " and out and out[-1] == " ":
            continue
        out.append(plain)
        places.append(i)
    return "".join(out), places


def recipients_in(text: str, *, ours: set[str], sender_domain: str) -> list[Recipient]:
    """The addresses that `text` (without the returned mail) reports as failed.

    `ours` (lower case) counts only where nothing else is named; `sender_domain` completes a local part.
    """
    start = announced(text)
    region = text[start:] if start is not None else text
    found = _at_line_starts(region, ours) or _in_sentences(region, ours)
    if not found and start is not None:
        found = (
            _local_parts(region, sender_domain) or _at_line_starts(text, ours) or _in_sentences(text, ours)
        )
        region = text
    if not found:
        region = text
        found = _in_sentences(text, set()) or _kept_daemons(text)
    return _judged(found, region, text)


def _at_line_starts(region: str, ours: set[str]) -> list[_Found]:
    found: list[_Found] = []
    for number, line in enumerate(region.split("\n")[:MOST_LINES]):
        for match in ADDRESS.finditer(line[:1000]):
            expanded = (
                "expanded from" in line[: match.start()].lower()
                or "addressed to" in line[: match.start()].lower()
            )
            if _AT_START.match(line[: match.start()]) or expanded:
                found.append(_Found(named(match), number))
            break
    return _kept(found, ours)


def _in_sentences(region: str, ours: set[str]) -> list[_Found]:
    found = [
        _Found(named(match), number)
        for number, line in enumerate(region.split("\n")[:MOST_LINES])
        for match in list(ADDRESS.finditer(line[:2000]))[:20]
        if not _SOMEBODY_ELSE.search(line[max(0, match.start() - 40) : match.start()])
    ]
    return _kept(found, ours)


def _kept_daemons(text: str) -> list[_Found]:
    """Mail to a postmaster fails too: counts behind the announcement where nothing else is named."""
    start = announced(text)
    rest = find_all(text[start:][:300]) if start is not None else []
    line = text[:start].count("\n") if start is not None else 0
    return [_Found(address, line) for address in rest[:1]]


def _local_parts(region: str, domain: str) -> list[_Found]:
    lines = region.split("\n")[:60]
    found = []
    for number, line in enumerate(lines):
        match = _LOCAL_ONLY.match(line[:200])
        if not match or match.group(1).lower() in _STOP_LOCAL:
            continue
        local = match.group(1)
        below = find_all("\n".join(lines[number : number + 8]))
        full = next((a for a in below if a.lower().startswith(local.lower() + "@")), "")
        if full or domain:
            found.append(_Found(full or f"{local}@{domain}", number))
    return found


def _kept(found: list[_Found], ours: set[str]) -> list[_Found]:
    """Each address once, without `ours` and without those of mail systems; with the lines of all mentions."""
    out: dict[str, _Found] = {}
    for one in found:
        key = one.address.lower()
        if key in ours or is_daemon(key):
            continue
        first = out.get(key)
        out[key] = _Found(first.address, first.line, (*first.repeats[:20], one.line)) if first else one
    return list(out.values())[:MOST_RECIPIENTS]


def _judged(found: list[_Found], region: str, text: str) -> list[Recipient]:
    lines = region.split("\n")
    delayed = is_delay(text)
    out = []
    mentions = sorted({(number, one.address) for one in found for number in (one.line, *one.repeats)})
    for one in found:
        after = (number for number, address in mentions if number > one.line and address != one.address)
        said = "\n".join(lines[one.line : next(after, len(lines))])[:LONGEST_SAYING]
        out.append(judge(one.address, said, whole=text if len(found) == 1 else "", delayed=delayed))
    return out


def judge(address: str, said: str, *, whole: str, delayed: bool, given: str = "") -> Recipient:
    """A recipient from what is `said` about it; `whole` helps where that is vague."""
    status, reply = best_status(given, said), reply_code(said)
    if whole and not status and not reply:
        status, reply = best_status("", whole), reply_code(whole)
        said = said if reason_in(said) not in ("", "content", "refused", "system") else whole
    reason = decide_reason(said, status, reply, whole)
    if delayed and reason == "unknown":
        reason = "delayed"
    permanent = not delayed and is_permanent(status, reply, reason)
    if reason == "unknown" and not delayed and "permanent" in (said + whole).lower():
        permanent = True
    return Recipient(address=clean(address) or address, status=status, permanent=permanent, reason=reason)
