"""The envelope of a mail, from what the channel noted with the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class MailCard:
    """Lines of label and value, and what the mail authentication said (tone and words)."""

    lines: tuple[tuple[str, str], ...]
    verdict: tuple[str, str] | None


def mail_card(data: Mapping[str, Any]) -> MailCard | None:
    """None for what was no mail. Addresses may be texts, `{"name", "address"}`, or lists of either."""
    mail = data.get("mail") if isinstance(data.get("mail"), Mapping) else data
    assert isinstance(mail, Mapping)
    labels = (("from", _("From")), ("to", _("To")), ("cc", _("Cc")), ("subject", _("Subject")))
    lines = tuple((label, text) for key, label in labels if (text := _people(mail.get(key))))
    if not lines:
        return None
    found = mail.get("authentication") or mail.get("auth")
    reason = _reason(found)
    return MailCard((*lines, (_("Sender"), reason)) if reason else lines, _verdict(found))


def _people(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        name, address = str(value.get("name") or ""), str(value.get("address") or "")
        return f"{name} <{address}>" if name else address
    if isinstance(value, list | tuple):
        return ", ".join(text for one in value if (text := _people(one)))
    return ""


def _reason(value: Any) -> str:
    """Why the verdict is what it is; empty where nobody looked."""
    if not isinstance(value, Mapping) or not value.get("server"):
        return ""
    names = {"server": str(value["server"]), "domain": str(value.get("domain") or "")}
    if value.get("result") == "pass":
        return _("%(server)s found that %(domain)s stands behind this mail.") % names
    if not names["domain"]:
        return _("%(server)s took it in, but the mail does not name one sender.") % names
    if value.get("result") == "fail":
        return _("%(server)s found nothing that proves that it comes from %(domain)s.") % names
    return _("%(server)s could not tell whether it comes from %(domain)s.") % names


def _verdict(value: Any) -> tuple[str, str] | None:
    if not value:
        return None
    result = (
        str(value.get("dmarc") or value.get("result") or "") if isinstance(value, Mapping) else str(value)
    )
    if result == "pass":
        return "good", _("Sender checked")
    if result in ("fail", "reject", "quarantine"):
        return "danger", _("Sender may be forged")
    return "", _("Sender not checked")
