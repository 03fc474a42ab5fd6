"""The language switch of pages that are the same for everybody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from madoguchi.portal.access import sent_from_here


# The page is kept whole for everybody, so it cannot carry a token of one visitor; the sender's origin is checked.
@csrf_exempt
@require_POST
def speak(request: HttpRequest) -> HttpResponseBase:
    """Remember the reader's language, and lead to the page there (`next`, on this site only)."""
    if not sent_from_here(request):
        raise PermissionDenied
    return set_language(request)
