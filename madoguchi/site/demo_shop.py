"""The demo's exchange page, as a customer of Hoshi Exchange would see it, with the chat embedded by its one script."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from madoguchi.company.queries import brand_facts
from madoguchi.inbox.queries import inboxes_of_channel

# Invented prices: the page only has to look like one that people would chat from.
MARKETS = (
    ("BTC / USDT", "96,412.50", "+1.84 %"),
    ("ETH / USDT", "3,318.07", "+0.92 %"),
    ("XRP / USDT", "1.1284", "−0.41 %"),
    ("SOL / USDT", "241.36", "+3.10 %"),
)


def demo_shop(request: HttpRequest) -> HttpResponse:
    """`/demo-shop/`; not in production, and not without a website chat."""
    chat = next(iter(inboxes_of_channel("website_chat")), None)
    if settings.PRODUCTION or chat is None:
        raise Http404
    brand = brand_facts(chat.brand_id)
    return render(
        request, "site/demo_shop.html", {"brand": brand, "chat_key": chat.address, "markets": MARKETS}
    )
