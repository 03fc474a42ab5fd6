from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.channels.web_form.topics import TOPICS
from madoguchi.company.queries import main_brand
from madoguchi.core.ids import read_reference
from madoguchi.portal.counters import counters

SUBJECT = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The help home page. What was typed into the search box goes on to a person, who is never far."""
    typed = " ".join(request.GET.get("q", "").split())[:SUBJECT]
    reference = read_reference(typed) if typed else None
    if reference:
        return redirect("portal:request", reference=reference)
    if typed:
        return redirect(f"{reverse('portal:contact')}?{urlencode({'subject': typed})}")
    values = {"section": "home", "topics": TOPICS, "counters": counters(), "demo_page": _demo_page()}
    return render(request, "portal/home.html", values)


def _demo_page() -> str:
    """The invented exchange's page with the chat on it, for newcomers; empty in a real installation."""
    brand = main_brand()
    invented = not settings.PRODUCTION and brand is not None and brand.site.endswith(".example")
    return reverse("demo_shop") if invented else ""
