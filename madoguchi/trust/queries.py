"""Reads: the official list as it is judged by and as it is shown, and what people asked about."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from madoguchi.company.queries import main_brand
from madoguchi.trust.contract import AskedAbout, Official
from madoguchi.trust.lookalike import Officials
from madoguchi.trust.models import Asked, Kind, OfficialChannel

_ORDER = [kind.value for kind in Kind]


def officials(brand_id: int | None = None) -> Officials:
    """The list that values are judged against: of a brand, without one of all brands. Open to everybody."""
    rows = OfficialChannel.objects.order_by("id")
    if brand_id is not None:
        rows = rows.filter(brand_id=brand_id)
    found: dict[str, list[str]] = {kind: [] for kind in _ORDER}
    for kind, value in rows.values_list("kind", "value"):
        found.setdefault(kind, []).append(value)
    return Officials(
        domains=tuple(found[Kind.DOMAIN]),
        mail_domains=tuple(found[Kind.EMAIL_DOMAIN]),
        emails=tuple(found[Kind.EMAIL]),
        phones=tuple(found[Kind.PHONE]),
        handles=tuple(found[Kind.HANDLE]),
        names=tuple(found[Kind.ALIAS]),
    )


def public_channels(brand_id: int) -> list[Official]:
    """What everybody may read: all but the names of agents, which would help impostors."""
    return [channel for channel in channels(brand_id) if channel.kind != Kind.ALIAS]


def channels(brand_id: int) -> list[Official]:
    """The whole register of a brand, by kind and value; for whoever keeps the settings."""
    rows = OfficialChannel.objects.filter(brand_id=brand_id).order_by("value")
    return sorted((_plain(row) for row in rows), key=lambda channel: _ORDER.index(channel.kind))


def asked_about(*, days: int, limit: int = 50) -> list[AskedAbout]:
    """What was asked about most within the last days, what is official left out; for whoever keeps the settings."""
    since = timezone.now().date() - timedelta(days=days - 1)
    rows = (
        Asked.objects.filter(day__gte=since)
        .exclude(value="")
        .exclude(verdict="official")
        .values_list("value", "verdict")
        .annotate(times=Sum("count"))
        .order_by("-times", "value")[:limit]
    )
    return [AskedAbout(value, verdict, times) for value, verdict, times in rows]


def kinds() -> list[tuple[str, str]]:
    """What an entry of the register can be, each with its name."""
    return [(kind.value, str(kind.label)) for kind in Kind]


def main_brand_id() -> int | None:
    """The brand of this installation's own pages; None before there is any."""
    brand = main_brand()
    return brand.id if brand else None


def _plain(row: OfficialChannel) -> Official:
    platform = row.value.partition(":")[0] if row.kind == Kind.HANDLE else ""
    return Official(row.id, row.kind, str(Kind(row.kind).label), row.value, row.shown, platform, row.note)
