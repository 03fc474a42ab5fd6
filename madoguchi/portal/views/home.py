from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from madoguchi.channels.web_form.topics import TOPICS
from madoguchi.company.queries import main_brand
from madoguchi.languages import to_supported
from madoguchi.portal.help.kept.frame import next_banner, next_turn
from madoguchi.portal.help.kept.middleware import keep
from madoguchi.portal.help.kept.tags import home_tags
from madoguchi.portal.help.views import home_values
from madoguchi.portal.references import reference_meant

WORDS = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The way in: search, shelves, and everybody who can be asked. The number of a request opens that request."""
    typed = " ".join(request.GET.get("q", "").split())[:WORDS]
    language = to_supported(translation.get_language(), "en")
    reference = reference_meant(request, typed)
    if reference:
        return redirect("portal:request", reference=reference)
    if typed:
        return redirect(f"{reverse('portal:help_search', args=[language])}?{urlencode({'q': typed})}")
    keep(request, home_tags(), until=[next_turn(), next_banner(language)])
    values = {**home_values(request, language), "topics": TOPICS, "demo_page": _demo_page()}
    return render(request, "portal/home.html", values)


def _demo_page() -> str:
    """The invented exchange's page with the chat on it, for newcomers; empty in a real installation."""
    brand = main_brand()
    invented = not settings.PRODUCTION and brand is not None and brand.site.endswith(".example")
    return reverse("demo_shop") if invented else ""
