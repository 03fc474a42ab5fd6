"""What kind of value somebody pasted, and its one spelling."""

from __future__ import annotations

import re
from urllib.parse import unquote

from madoguchi.trust.lookalike.clean import clean, is_turned
from madoguchi.trust.lookalike.contract import MAX_VALUE, Kind, Value
from madoguchi.trust.lookalike.hosts import normal_host
from madoguchi.trust.lookalike.profiles import PLATFORMS, handle, profile

MIN_DIGITS, MAX_DIGITS = 5, 15
"""A short number has five digits at least; E.164 allows fifteen."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,30}):(.*)", re.DOTALL)
_WEB = frozenset({"http", "https", "ws", "wss", "ftp"})
_PHONE = re.compile(r"[+0-9(][0-9()\s.\-/\u2010-\u2015\u30fc]*")
_PORT = re.compile(r":[0-9]{0,5}$")
_HANDLE = re.compile(r"@?[\w.\-]{1,100}")
_PREFIXED = re.compile(r"([a-z]{1,12})\s?:\s?@?([\w.\-]{1,100})", re.IGNORECASE)


def read(text: str) -> Value:
    """Understand a value; the kind `unknown` is for what is none, or longer than MAX_VALUE characters."""
    if len(text) > MAX_VALUE:
        return Value("unknown")
    value, turned = clean(text), is_turned(text)
    found = _read(value) if value else Value("unknown")
    if not turned:
        return found
    return Value(**{key: getattr(found, key) for key in Value.__slots__} | {"turned": True})


def _read(text: str) -> Value:
    scheme = _SCHEME.fullmatch(text)
    if scheme:
        name, rest = scheme[1].lower(), scheme[2]
        if name in _WEB:
            return _address("url", rest.lstrip("/\\"))
        if name == "mailto":
            return _email(unquote(rest.split("?", 1)[0]))
        if name in ("tel", "sms", "callto"):
            return _phone(unquote(rest)) or Value("unknown")
        if name in PLATFORMS and (prefixed := _PREFIXED.fullmatch(text)):
            return Value("handle", platform=name, name=handle(prefixed[2]))
    if phone := _phone(text):
        return phone
    if text.startswith("@") and _HANDLE.fullmatch(text):
        return Value("handle", name=handle(text))
    before_path = re.split(r"[/\\?#]", text, maxsplit=1)[0]
    if "@" in before_path and before_path == text:
        return _email(text.split()[-1].strip("<>")) if "@" in text.split()[-1] else Value("unknown")
    if "." in before_path or before_path != text:
        return _address("domain" if before_path == text else "url", text)
    if _HANDLE.fullmatch(text):
        return Value("handle", name=handle(text))
    if len(text) <= 100 and not scheme and all(c.isalpha() or c in " .'-·・" for c in text):
        return Value("name", name=" ".join(text.casefold().split()))
    return Value("unknown")


def _address(kind: Kind, rest: str) -> Value:
    """`rest` is what follows the scheme. A back slash is a slash to browsers; what stands before @ is no host."""
    head, *tail = re.split(r"(?=[/\\?#])", rest, maxsplit=1)
    user, at, place = head.rpartition("@")
    host = normal_host(_PORT.sub("", unquote(place)))
    if not host or (kind == "domain" and "." not in host):
        return Value("unknown")
    path = tail[0] if tail else ""
    if host in ("wa.me", "api.whatsapp.com") and (number := re.search(r"[0-9]{7,15}", path)):
        return Value("phone", digits="+" + number[0])
    if not at and (known := profile(host, path)):
        return Value("handle", host=host, platform=known[0], name=known[1])
    return Value(kind, host=host, user=unquote(user), path=path)


def _email(text: str) -> Value:
    """Without the tag after a plus sign, which mailboxes do not tell apart."""
    local, _, domain = text.strip().rpartition("@")
    host = normal_host(domain)
    local = local.split("+", 1)[0].strip('"').lower()
    if not host or "." not in host or not local or any(c.isspace() for c in local):
        return Value("unknown")
    return Value("email", host=host, user=local)


def _phone(text: str) -> Value | None:
    """Digits with a leading +, where the country was given by + or 00; else the digits as written."""
    if not _PHONE.fullmatch(text) or re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){3}.*", text):
        return None
    text = text.replace("(0)", "") if text.startswith(("+", "00")) else text
    digits = "".join(c for c in text if c in "0123456789")
    if not MIN_DIGITS <= len(digits) <= MAX_DIGITS:
        return None
    if text.startswith("+"):
        return Value("phone", digits="+" + digits)
    return Value("phone", digits="+" + digits[2:] if digits.startswith("00") else digits)
