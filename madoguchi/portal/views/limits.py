from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def too_many(request: HttpRequest, wait: float) -> HttpResponse:
    """429 in plain words, with the seconds after which it is worth trying again."""
    seconds = math.ceil(wait)
    response = render(request, "429.html", {"retry_after": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response
