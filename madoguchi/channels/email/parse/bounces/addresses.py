"""E-mail addresses inside the prose of delivery reports."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"(?<![\w.+%&'*/=?^`{|}~!#$@-])"
    r"([\w.!#$%&'*+/=?^`{|}~-]{1,128}@(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})\.){1,10}[A-Za-z][A-Za-z0-9-]{1,62})"
)
_QUOTED = re.compile(r'("[^"\s@]{1,64}"@[\w.-]{3,190})')
DAEMONS = (
    "postmaster",
    "mailer-daemon",
    "mailerdaemon",
    "mail-daemon",
    "abuse",
    "hostmaster",
    "mailer_daemon",
)


def clean(address: str) -> str:
    """`address` without brackets, quotes, type prefix; "" where it is none."""
    text = address.strip()[:512]
    for prefix in (
        "rfc822;",
        "rfc822:",
        "smtp;",
        "smtp:",
        "mailto:",
        "x400;",
        "utf-8;",
        "unknown;",
        "internet;",
    ):
        if text.lower().startswith(prefix):
            text = text[len(prefix) :].strip()
    text = text.strip(" \t<>\"'()[],;:")
    found = ADDRESS.search(text) or _QUOTED.search(text)
    address = found.group(1) if found else ""
    return "" if address.startswith("/") else address


def find_all(text: str) -> list[str]:
    """Every address in `text`, in order, each once (letter case ignored)."""
    seen: dict[str, str] = {}
    for address in map(named, ADDRESS.finditer(text)):
        seen.setdefault(address.lower(), address)
    return list(seen.values())


def named(match: re.Match[str]) -> str:
    """The address that `match` of ADDRESS found; X.400 lists write "SMTP=kim@example.com"."""
    address = match.group(1).strip("'`")
    head, _, tail = address.partition("=")
    return tail if head.upper() == "SMTP" else address


def is_daemon(address: str) -> bool:
    """Is it the address of a mail system itself?"""
    return address.lower().partition("@")[0] in DAEMONS
