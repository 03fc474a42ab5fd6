"""The banners that stand on top of customers' pages now, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.models import Banner


@dataclass(frozen=True)
class Notice:
    """One banner in the reader's language, or, where it has none, in the brand's; `language` says which."""

    tone: str
    title: str
    text: str
    link: str
    language: str


@dataclass(frozen=True)
class Notices:
    """What is shown, and the moment at which that is to be asked again (None: when somebody changes it)."""

    shown: tuple[Notice, ...]
    until: datetime | None


def notices(language: str, *, now: datetime) -> Notices:
    """The most serious first."""
    brand = main_brand()
    if brand is None:
        return Notices((), None)
    found = Banner.objects.filter(brand_id=brand.id).filter(Q(ends_at=None) | Q(ends_at__gt=now))
    shown: list[tuple[int, Notice]] = []
    turns: list[datetime] = []
    for banner in found.prefetch_related("texts"):
        turns += [at for at in (banner.starts_at, banner.ends_at) if at and at > now]
        texts = {text.language: text for text in banner.texts.all()}
        text = texts.get(language) or texts.get(brand.default_language) or next(iter(texts.values()), None)
        if text and (banner.starts_at is None or banner.starts_at <= now):
            notice = Notice(banner.tone, text.title, text.text, banner.link, text.language)
            shown.append((("danger", "warn", "info").index(banner.tone), notice))
    shown.sort(key=lambda pair: pair[0])
    return Notices(tuple(notice for _rank, notice in shown), min(turns, default=None))


def banner_rows() -> list[tuple[object, ...]]:
    """Everything about every banner, to see whether anything changed."""
    fields = ("id", "brand_id", "tone", "starts_at", "ends_at", "link", "texts__language", "texts__title")
    return list(Banner.objects.order_by("id", "texts__id").values_list(*fields, "texts__text"))
