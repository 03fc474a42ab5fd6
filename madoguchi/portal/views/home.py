from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.channels.web_form.topics import TOPICS
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
    return render(request, "portal/home.html", {"section": "home", "topics": TOPICS, "counters": counters()})
