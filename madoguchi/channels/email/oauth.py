"""Access tokens for mail servers (XOAUTH2): given as they are, or by a refresh token (RFC 6749, section 6)."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

TIMEOUT_SECONDS = 15
# A token is renewed this long before it ends, so that none ends during a session's sign-in.
EARLY_SECONDS = 120

_lock = threading.Lock()
_kept: dict[UUID, tuple[str, str, float]] = {}


class NoToken(Exception):
    """The authorisation server gave no access token; the text says why."""


def access_token(inbox_id: UUID, oauth: Mapping[str, Any]) -> str:
    """The token of an inbox, from `access_token`, or by `token_url`, `client_id`, `client_secret`, `refresh_token`.

    Raises NoToken.
    """
    refresh = str(oauth.get("refresh_token") or "")
    if not refresh:
        if not oauth.get("access_token"):
            raise NoToken("The inbox signs in by OAuth2 but has neither an access token nor a refresh token.")
        return str(oauth["access_token"])
    with _lock:
        kept = _kept.get(inbox_id)
        if kept and kept[0] == refresh and kept[2] > time.monotonic():
            return kept[1]
        token, seconds = _refreshed(oauth, refresh)
        _kept[inbox_id] = (refresh, token, time.monotonic() + max(seconds - EARLY_SECONDS, 30))
        return token


def forget(inbox_id: UUID) -> None:
    """A server refused the token: the next sign-in fetches a new one."""
    with _lock:
        _kept.pop(inbox_id, None)


def xoauth2(user: str, token: str) -> str:
    """The client's response of the SASL mechanism XOAUTH2, before base 64."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def _refreshed(oauth: Mapping[str, Any], refresh: str) -> tuple[str, float]:
    import httpx  # weight: a quarter of a second at every start, for a few mailboxes

    url = str(oauth.get("token_url") or "")
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in ("127.0.0.1", "localhost"):
        raise NoToken("The token address must be https.")
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh,
        "client_id": str(oauth.get("client_id") or ""),
        "client_secret": str(oauth.get("client_secret") or ""),
        "scope": str(oauth.get("scope") or ""),
    }
    try:
        answer = httpx.post(
            url, data={key: value for key, value in form.items() if value}, timeout=TIMEOUT_SECONDS
        )
        body = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise NoToken(f"The authorisation server cannot be reached: {error}") from error
    token = body.get("access_token") if isinstance(body, dict) else None
    if answer.status_code != 200 or not token:
        why = body.get("error_description") or body.get("error") if isinstance(body, dict) else ""
        raise NoToken(f"The authorisation server refused: {answer.status_code} {why or ''}".strip())
    return str(token), float(body.get("expires_in") or 3600)
