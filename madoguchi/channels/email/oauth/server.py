"""Asking an authorisation server for an access token (RFC 6749, sections 4.4 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from madoguchi.core.guarded_post import Answer, NoAnswer, NotAsked, post_form

TIMEOUT_SECONDS = 15
# The life of a token where the server names none, and the longest that is believed.
USUAL_SECONDS, LONGEST_SECONDS = 3600.0, 30 * 86_400.0
# What no repetition mends (RFC 6749, section 5.2): the grant was withdrawn, or the client is not known.
_FINAL = ("invalid_grant", "invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope")


class NoToken(Exception):
    """No access token; the text says why. `final`: somebody has to act. `after`: seconds to wait, 0 if not named."""

    def __init__(self, reason: str, *, final: bool = False, after: float = 0) -> None:
        super().__init__(reason)
        self.final = final
        self.after = after


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, how many seconds it lives, and the refresh token to use from now on."""

    access_token: str = field(repr=False)
    seconds: float
    refresh_token: str = field(repr=False)


def ask(oauth: Mapping[str, Any], refresh_token: str) -> Grant:
    """By the refresh token, or without one as the client itself. Raises NoToken."""
    client, secret = str(oauth.get("client_id") or ""), str(oauth.get("client_secret") or "")
    basic = oauth.get("client_auth") == "basic"
    form = {
        "grant_type": "refresh_token" if refresh_token else "client_credentials",
        "refresh_token": refresh_token,
        "client_id": "" if basic else client,
        "client_secret": "" if basic else secret,
        "scope": str(oauth.get("scope") or ""),
    }
    try:
        answer = post_form(
            str(oauth.get("token_url") or ""),
            {name: value for name, value in form.items() if value},
            inside=settings.MAIL_HOSTS_INSIDE,
            seconds=TIMEOUT_SECONDS,
            sign_in=(client, secret) if basic else None,
        )
    except NotAsked as error:
        raise NoToken(
            f"{error} If it is your own authorisation server, list its name in MADOGUCHI_MAIL_HOSTS_INSIDE.",
            final=True,
        ) from error
    except NoAnswer as error:
        raise NoToken(f"The authorisation server gives no token: {error}") from error
    return _grant(answer, refresh_token)


def _grant(answer: Answer, refresh_token: str) -> Grant:
    token = answer.body.get("access_token")
    if answer.status == 200 and isinstance(token, str) and token.isascii() and token.isprintable():
        seconds = str(answer.body.get("expires_in"))
        known = seconds.isascii() and seconds.isdigit()
        lives = min(float(seconds), LONGEST_SECONDS) if known else USUAL_SECONDS
        return Grant(token, lives, str(answer.body.get("refresh_token") or refresh_token))
    code = str(answer.body.get("error") or "")
    why = " ".join(str(answer.body.get("error_description") or code).split())[:200]
    final = code in _FINAL
    told = f"The authorisation server refuses ({answer.status} {code or 'no reason given'}): {why}"
    if final:
        told += " Sign in there again and store the new refresh token, or mend the client's id and secret."
    raise NoToken(told, final=final, after=answer.retry_after)
