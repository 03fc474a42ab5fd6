"""Every write: the register of official channels, and the count of what people ask about.

`by` is who does it, as the audit log calls him; that he may is checked where he comes in.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.shield import shield
from madoguchi.trust.contract import Answer, TrustProblem
from madoguchi.trust.entries import spelling
from madoguchi.trust.lookalike import Judge, Judgement
from madoguchi.trust.lookalike.hosts import read_host
from madoguchi.trust.models import Asked, OfficialChannel
from madoguchi.trust.queries import officials

MAX_ENTRIES = 1_000
"""Entries of a brand's register; a longer one would make each answer slow."""


@transaction.atomic
def add_channel(*, by: str, brand_id: int, kind: str, value: str, note: str = "") -> OfficialChannel:
    """Put an official channel into the register. `kind` is one of `models.Kind`.

    Raises:
        TrustProblem: it cannot be read as one of that kind, belongs to everybody, or is there already.
    """
    normal = spelling(kind, value)
    known = OfficialChannel.objects.filter(brand_id=brand_id)
    if known.filter(kind=kind, value=normal).exists():
        raise TrustProblem(_("This is in the list already."))
    if known.count() >= MAX_ENTRIES:
        raise TrustProblem(_("The list is full. Remove what is no longer used."))
    channel = OfficialChannel.objects.create(
        brand_id=brand_id,
        kind=kind,
        value=normal,
        shown=" ".join(value.split())[:320],
        note=note.strip()[:200],
    )
    audit.record(
        actor=by,
        action="trust.add",
        subject=f"official-channel:{channel.id}",
        data={"kind": kind, "value": normal},
    )
    return channel


@transaction.atomic
def remove_channel(*, by: str, channel_id: int) -> bool:
    """Take a channel out of the register; False if it is not there (any more)."""
    channel = OfficialChannel.objects.filter(id=channel_id).first()
    if channel is None:
        return False
    data = {"kind": channel.kind, "value": channel.value}
    channel.delete()
    audit.record(actor=by, action="trust.remove", subject=f"official-channel:{channel_id}", data=data)
    return True


def answer(text: str, *, brand_id: int) -> Answer:
    """Judge what somebody asks about, and count it by day without who asked. A secret is not judged and not kept."""
    if any(finding.confidence != "ask" for finding in shield(text).findings):
        _count("", "not-listed")
        return Answer(None, secret=True)
    judgement = Judge(officials(brand_id)).judge(text)
    _count(_kept(text, judgement), judgement.verdict)
    return Answer(judgement)


def _kept(text: str, judgement: Judgement) -> str:
    """The part of a value that shows a campaign and names no customer: a site, an account, a number."""
    value = judgement.value
    if shield(text, ask=True).findings:
        return ""
    match value.kind:
        case "url" | "domain" | "email":
            return read_host(value.host).site
        case "handle" | "phone":
            return value.normal[:320]
        case _:
            return ""


@transaction.atomic
def _count(value: str, verdict: str) -> None:
    today = timezone.now().date()
    rows = Asked.objects.filter(day=today)
    mine = rows.filter(value=value, verdict=verdict)
    if value and not mine.exists() and rows.count() >= settings.TRUST_VALUES_PER_DAY:
        value = ""
    Asked.objects.get_or_create(day=today, value=value, verdict=verdict)
    rows.filter(value=value, verdict=verdict).update(count=F("count") + 1)
