"""Under which key a request's page is kept: the same for the server's door and for Django."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.request import validate_host
from django.utils import translation

from madoguchi.languages import to_supported
from madoguchi.portal.help.kept.store import Key

HOME, BELOW = "/", "/help/"
THEMES = ("light", "dark")
# Longer ones are asked of Django itself.
HEADER_CHARACTERS = 200


def page_key(
    *, path: str, query: str, method: str, secure: bool, cookies: dict[str, str], languages: str
) -> Key | None:
    """None where a page cannot be anybody's: somebody is signed in, has a message waiting, or asks for more."""
    if method not in ("GET", "HEAD") or query or not (path == HOME or path.startswith(BELOW)):
        return None
    if settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies:
        return None
    theme = cookies.get("theme", "")
    language = _negotiated(cookies, languages) if path == HOME else ""
    if language is None:
        return None
    return (path, language, theme if theme in THEMES else "", "s" if secure else "")


def key_of(request: HttpRequest) -> Key | None:
    """The key of a request that Django answers."""
    return page_key(
        path=request.path,
        query=request.META.get("QUERY_STRING", ""),
        method=request.method or "",
        secure=request.is_secure(),
        cookies=request.COOKIES,
        languages=request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
    )


def _negotiated(cookies: dict[str, str], languages: str) -> str | None:
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    if len(chosen) + len(languages) > HEADER_CHARACTERS:
        return None
    return _language(chosen, languages)


@lru_cache(maxsize=1024)
def _language(chosen: str, languages: str) -> str:
    """The language of a page whose address names none, as LocaleMiddleware finds it."""
    request = HttpRequest()
    request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: chosen} if chosen else {}
    request.META = {"HTTP_ACCEPT_LANGUAGE": languages}
    return to_supported(translation.get_language_from_request(request), "en")


@lru_cache(maxsize=256)
def host_is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether Django would answer for this Host header."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return validate_host(name.lower(), allowed or (".localhost", "127.0.0.1", "[::1]"))
