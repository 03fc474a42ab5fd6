"""The addresses that the admin's screens name for its API, without anything behind them: it serves a tree of pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


_kinds = [
    path(f"{kind}/", include(([path("", nothing, name="listing")], kind), namespace=kind))
    for kind in ("pages", "documents", "images")
]
urlpatterns = [path("main/", include((_kinds, "wagtailadmin_api"), namespace="wagtailadmin_api"))]
