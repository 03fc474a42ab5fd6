"""The living style pages: every component, and whole screens with sample content."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from madoguchi.core.icons import icon_names

SAMPLES = {"": "core/style.html", "desk": "desk/style.html", "portal": "portal/style.html"}


def style(request: HttpRequest, screen: str = "") -> HttpResponse:
    """`/style`, `/style/desk`, `/style/portal`: for those who build screens, so not in production.

    `?density=desk` shows the components at the desk's size.
    """
    if settings.PRODUCTION or screen not in SAMPLES:
        raise Http404
    return render(
        request,
        SAMPLES[screen],
        {
            "icon_names": sorted(icon_names()),
            "density": request.GET.get("density"),
            "section": {"desk": "inbox", "portal": "requests"}.get(screen),
            "agent": {"name": "Ada Park", "reference": "ada"},
        },
    )
