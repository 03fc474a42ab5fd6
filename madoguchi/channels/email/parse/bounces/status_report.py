"""Standard delivery reports (RFC 3464), also broken ones and ones inside plain text."""

from __future__ import annotations

import re

from madoguchi.channels.email.contract import Recipient
from madoguchi.channels.email.parse.bounces.addresses import clean, find_all
from madoguchi.channels.email.parse.bounces.codes import best_status, is_permanent, reply_code
from madoguchi.channels.email.parse.bounces.reasons import decide_reason

MOST_RECIPIENTS = 500

_FIELD = re.compile(r"^[ \t>]{0,12}([A-Za-z][A-Za-z-]{2,40})[ \t]{0,4}:[ \t]*(.*)$")
_ONCE = frozenset({"final-recipient", "original-recipient", "action", "status", "diagnostic-code"})
_KNOWN = _ONCE | {"remote-mta", "last-attempt-date", "x-actual-recipient", "reporting-mta", "x-display-name",
                  "arrival-date", "final-log-id", "will-retry-until", "x-postfix-queue-id",
                  "received-from-mta",
                  "x-supplementary-info", "x-postfix-sender", "x-failed-reason"}  # fmt: skip
_ARRIVED = ("delivered", "relayed", "expanded", "deliverable")

Fields = dict[str, str]


def groups_of(text: str) -> list[Fields]:
    """The per-recipient groups of a delivery status, blank lines or not."""
    groups: list[Fields] = []
    current: Fields = {}
    last = ""
    for line in text.split("\n"):
        match = _FIELD.match(line[:4000])
        name = match.group(1).lower() if match else ""
        if match and name in _KNOWN:
            if name in _ONCE and name in current:
                groups.append(current)
                current = {}
            current[name] = match.group(2).strip()
            last = name
        elif last and line[:1] in " \t" and line.strip() and last in current and len(current[last]) < 4000:
            current[last] += " " + line.strip()
        else:
            last = ""
    groups.append(current)
    return [g for g in groups if "final-recipient" in g or "original-recipient" in g][:MOST_RECIPIENTS]


def has_arrived(group: Fields) -> bool:
    """Does the group report success?"""
    action = group.get("action", "").strip().lower().split(" ")[0].split("(")[0].strip(" ;,")
    if action in _ARRIVED:
        return True
    return action not in ("failed", "failure", "delayed") and group.get("status", "").strip().startswith("2")


def recipients_of(groups: list[Fields], prose: str) -> list[Recipient]:
    """Who did not get the mail; `prose` (the human part) helps where the fields are vague."""
    out: list[Recipient] = []
    failed = [group for group in groups if not has_arrived(group)]
    for group in failed:
        diagnosis = group.get("diagnostic-code", "") or group.get("x-supplementary-info", "")
        final, original = clean(group.get("final-recipient", "")), clean(group.get("original-recipient", ""))
        given = group.get("status", "")
        status = best_status(given, diagnosis)
        action = group.get("action", "").lower()
        delayed = action.startswith("delayed")
        reply = reply_code(diagnosis)
        reason = decide_reason(diagnosis, status, reply, prose if len(failed) == 1 else "")
        if delayed and reason in ("unknown", "system", "refused"):
            reason = "delayed"
        permanent = not delayed and is_permanent(status, reply, reason)
        named = [a for a in (final, original, clean(group.get("x-actual-recipient", ""))) if a]
        named = named[:2] or find_all(diagnosis)[:1]
        for address in dict.fromkeys(a for a in named):
            if all(r.address.lower() != address.lower() for r in out[-50:]):
                out.append(Recipient(address=address, status=status, permanent=permanent, reason=reason))
    return out
