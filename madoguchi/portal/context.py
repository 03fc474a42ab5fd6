"""What every page may show: the brand, the customer who looks, the chat of this brand. Read only where it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from madoguchi.company.queries import main_brand
from madoguchi.helpcenter.queries.banners import Notice, notices
from madoguchi.inbox.queries import InboxFacts, inboxes_of_channel
from madoguchi.languages import to_supported
from madoguchi.people.queries import CustomerProfile, profile_of
from madoguchi.portal.access import reader_of

T = TypeVar("T")


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    customer = SimpleLazyObject(lambda: _unless_broken(lambda: _customer(request)))
    return {
        "brand": SimpleLazyObject(lambda: _unless_broken(main_brand)),
        "customer": customer,
        "reader_zone": SimpleLazyObject(lambda: customer.time_zone if customer else ""),
        "public_url": settings.PUBLIC_URL,
        "oidc": settings.OIDC_NAME if settings.OIDC_URL else "",
        "banners": SimpleLazyObject(lambda: _unless_broken(_banners) or ()),
        "chat": SimpleLazyObject(lambda: _unless_broken(_chat)),
    }


def _unless_broken(read: Callable[[], T]) -> T | None:
    """Pages that say that something broke must stand without a database."""
    try:
        return read()
    except DatabaseError:
        return None


def _customer(request: HttpRequest) -> CustomerProfile | None:
    reader = reader_of(request) if hasattr(request, "user") else None
    return profile_of(reader) if reader else None


def _chat() -> InboxFacts | None:
    brand = main_brand()
    return next(
        (door for door in inboxes_of_channel("website_chat") if brand and door.brand_id == brand.id), None
    )


def _banners() -> tuple[Notice, ...]:
    return notices(to_supported(translation.get_language(), "en"), now=timezone.now()).shown
