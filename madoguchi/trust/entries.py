"""How an entry of the register is spelled, and what may not be one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from madoguchi.trust.contract import TrustProblem
from madoguchi.trust.lookalike import read
from madoguchi.trust.lookalike.hosts import is_public
from madoguchi.trust.models import Kind

MAX_SPELLING = 320
"""Characters: 64 of a mailbox, an @, 255 of a host (RFC 5321)."""


def spelling(kind: str, text: str) -> str:
    """The one spelling of a value of this kind. Raises TrustProblem in plain words."""
    match kind:
        case Kind.DOMAIN | Kind.EMAIL_DOMAIN:
            found = _domain(text)
        case Kind.EMAIL:
            found = _email(text)
        case Kind.PHONE:
            found = _phone(text)
        case Kind.HANDLE:
            found = _handle(text)
        case Kind.ALIAS:
            found = _alias(text)
        case _:
            raise TrustProblem(_("Choose what it is."))
    if len(found) > MAX_SPELLING:
        raise TrustProblem(_("This is too long."))
    return found


def _domain(text: str) -> str:
    value = read(text.strip().lstrip("@"))
    if value.kind not in ("domain", "url") or value.user:
        raise TrustProblem(_("Write a domain, for example example.com."))
    if is_public(value.host):
        raise TrustProblem(_("This domain belongs to many. Write the part that is yours alone."))
    return value.host


def _email(text: str) -> str:
    value = read(text)
    if value.kind != "email":
        raise TrustProblem(_("Write an address, for example support@example.com."))
    return value.normal


def _phone(text: str) -> str:
    value = read(text)
    if value.kind != "phone" or not value.digits.startswith("+"):
        raise TrustProblem(_("Write the number with + and its country, for example +81 3 1234 5678."))
    return value.digits


def _handle(text: str) -> str:
    value = read(text)
    if value.kind != "handle" or not value.platform:
        raise TrustProblem(
            _("Write the address of the profile, for example https://x.com/example, or telegram:example.")
        )
    return value.normal


def _alias(text: str) -> str:
    name = " ".join(text.casefold().split())
    if not 2 <= len(name) <= 80 or not name.isprintable():
        raise TrustProblem(_("Write the name that customers see."))
    return name
