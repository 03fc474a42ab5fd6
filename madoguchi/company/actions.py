"""Every write about the company: the brand that customers see, the entity behind it, and when it is open.

`by` is who does it, as the audit log calls him; that he may is checked where he comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from madoguchi.audit import actions as audit
from madoguchi.company.hours import schedule_from_plain
from madoguchi.company.models import Brand, Calendar, Holiday, LegalEntity

Pairs = Sequence[Sequence[str]]


@transaction.atomic
def save_company(
    *,
    by: str,
    name: str,
    site: str,
    languages: Iterable[str],
    default_language: str,
    legal_name: str = "",
    country: str = "",
    address: str = "",
) -> None:
    """The main brand with its legal entity, made on the first time. `country` is two letters (ISO 3166-1)."""
    brand = Brand.objects.select_for_update(of=("self",)).order_by("id").first()
    if brand is None:
        brand = Brand(key=slugify(name)[:50] or "main")
    brand.name, brand.site = " ".join(name.split())[:100], site
    brand.languages, brand.default_language = list(languages), default_language
    brand.legal_entity = _entity(brand.legal_entity, legal_name, country, address)
    brand.save()
    audit.record(actor=by, action="company.save", subject=f"brand:{brand.id}", data={"name": brand.name})


@transaction.atomic
def save_calendar(
    *,
    by: str,
    calendar_id: int | None,
    name: str,
    time_zone: str,
    hours: Mapping[str, Pairs],
    special_days: Mapping[str, Pairs],
    holidays: Mapping[date, str],
) -> Calendar:
    """Make opening hours (None), or change them; `hours` and `special_days` as `company.hours` reads them.

    Raises HoursError naming what cannot be read.
    """
    schedule_from_plain({"tz": time_zone, "hours": hours, "shifts": special_days})
    calendar = Calendar.objects.get(id=calendar_id) if calendar_id else Calendar()
    calendar.name, calendar.time_zone = " ".join(name.split())[:100], time_zone
    calendar.hours, calendar.special_days = _plain(hours), _plain(special_days)
    calendar.save()
    calendar.holidays.exclude(date__in=holidays).delete()
    for day, called in holidays.items():
        Holiday.objects.update_or_create(calendar=calendar, date=day, defaults={"name": called[:100]})
    audit.record(
        actor=by, action="calendar.save", subject=f"calendar:{calendar.id}", data={"name": calendar.name}
    )
    return calendar


@transaction.atomic
def delete_calendar(*, by: str, calendar_id: int) -> None:
    """Raises django.db.models.ProtectedError where an inbox keeps these hours."""
    calendar = Calendar.objects.get(id=calendar_id)
    calendar.delete()
    audit.record(
        actor=by, action="calendar.delete", subject=f"calendar:{calendar_id}", data={"name": calendar.name}
    )


def _entity(known: LegalEntity | None, name: str, country: str, address: str) -> LegalEntity | None:
    name = " ".join(name.split())[:200]
    if not name:
        return None
    entity = known or LegalEntity.objects.filter(name=name).first() or LegalEntity()
    entity.name, entity.country, entity.address = name, country.upper(), address.strip()
    entity.save()
    return entity


def _plain(days: Mapping[str, Pairs]) -> dict[str, Any]:
    return {day: [list(pair) for pair in pairs] for day, pairs in days.items() if pairs}
