"""Keeping what Django has drawn. A view says by `keep` that its page may be, and what it shows."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from madoguchi.portal.help.kept.address import HOME, key_of
from madoguchi.portal.help.kept.store import PAGES, KeptPage, Key

LEVEL = 6
_WISH = "_kept_page"
# Written anew for each answer.
_OF_THE_ANSWER = {"content-length", "content-encoding", "date", "etag", "vary", "cache-control"}


@dataclass(frozen=True)
class Wish:
    """What a view knows of its page. `until` is the next moment at which it looks different by itself."""

    tags: frozenset[str]
    until: datetime | None
    article_id: int | None


def keep(
    request: HttpRequest,
    tags: Iterable[str],
    *,
    until: Iterable[datetime | None] = (),
    article_id: int | None = None,
) -> None:
    """This request's page may be kept until one of these tags changes or one of these moments comes."""
    moments = [moment for moment in until if moment]
    setattr(request, _WISH, Wish(frozenset(tags), min(moments, default=None), article_id))


class KeepPages:
    """Middleware, the outermost: what it keeps has every header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        begun = PAGES.begin()
        response = self.get_response(request)
        wish: Wish | None = getattr(request, _WISH, None)
        if wish is None or response.status_code != 200:
            return response
        # Nothing of a reader's may be in it: a cookie that is set with the page is his.
        if key is None or response.cookies or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        page = kept_page(response, wish, key=key)
        PAGES.keep(key, page, begun=begun, limit=settings.HELP_CACHE_BYTES)
        for name, value in page.headers:
            response.headers[name.decode("latin-1").title()] = value.decode("latin-1")
        return response


def kept_page(response: HttpResponse, wish: Wish, *, key: Key) -> KeptPage:
    """The page with the headers under which everybody gets it."""
    body = response.content
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    etag = f'W/"{digest}"'.encode()
    vary = b"Accept-Encoding, Cookie, Accept-Language" if key[0] == HOME else b"Accept-Encoding, Cookie"
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in response.headers.items()
        if name.lower() not in _OF_THE_ANSWER
    ]
    # Asked for again each time, which costs a 304: a reader who signs in must not see what strangers see.
    headers += [(b"cache-control", b"no-cache"), (b"vary", vary), (b"etag", etag)]
    seconds = float(settings.HELP_PAGE_SECONDS)
    if wish.until:
        seconds = min(seconds, (wish.until - timezone.now()).total_seconds())
    return KeptPage(
        headers=tuple(headers),
        packed=gzip.compress(body, LEVEL, mtime=0),
        etag=etag,
        tags=wish.tags,
        until=time.monotonic() + seconds,
        article_id=wish.article_id,
    )
