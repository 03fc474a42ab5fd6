"""The access token of an inbox: one row for all processes, so that one of them asks and none asks too often."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from madoguchi.channels.email.models import MailToken
from madoguchi.channels.email.oauth.server import TIMEOUT_SECONDS, NoToken, ask
from madoguchi.core.crypto import Unreadable, decrypt, encrypt

# A token is replaced this long before it ends (or at nine tenths of a short life), so that none ends during a sign-in.
EARLY_SECONDS = 120
# How long one process may be about to fetch, and how often the others look whether it has.
BUSY = timedelta(seconds=TIMEOUT_SECONDS + 5)
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Kept:
    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)


def access_token(inbox_id: UUID, oauth: Mapping[str, Any]) -> str:
    """`access_token` of the settings as it is; else one by `token_url`, `client_id`, `client_secret`, `refresh_token`.

    Raises NoToken.
    """
    if not oauth.get("token_url"):
        if not oauth.get("access_token"):
            raise NoToken(
                "The inbox signs in by OAuth2 but has neither a token_url nor an access_token.", final=True
            )
        return str(oauth["access_token"])
    row = _row(inbox_id, oauth)
    end = time.monotonic() + BUSY.total_seconds()
    while True:
        now = timezone.now()
        kept = _opened(row).access_token
        if kept and row.replace_at and row.replace_at > now:
            return kept
        if row.problem and row.ask_again_at and row.ask_again_at > now:
            raise NoToken(row.problem, final=row.final, after=(row.ask_again_at - now).total_seconds())
        if _claim(row, now):
            return _fetched(row, oauth)
        if time.monotonic() > end:
            raise NoToken("Another process has been fetching the token for too long.")
        time.sleep(LOOK_SECONDS)
        row = MailToken.objects.get(inbox_id=inbox_id)


def renewed_token(inbox_id: UUID, oauth: Mapping[str, Any], *, refused: str) -> str:
    """A mail server refused this token: a new one, but one alone each MAIL_TOKEN_REFUSED_SECONDS. Raises NoToken."""
    if not oauth.get("token_url"):
        raise NoToken(
            "The mail server refuses the access token, and there is no token_url to fetch another.",
            final=True,
        )
    row = _row(inbox_id, oauth)
    if _opened(row).access_token in ("", refused):
        now = timezone.now()
        since = now - timedelta(seconds=settings.MAIL_TOKEN_REFUSED_SECONDS)
        unused = Q(renewed_at__isnull=True) | Q(renewed_at__lt=since)
        held = MailToken.objects.filter(unused, inbox_id=inbox_id, replace_at=row.replace_at)
        if not held.update(renewed_at=now, replace_at=None) and _is_still(row):
            raise NoToken(
                "The mail server refuses even a new token: does the account still exist, and may this client read "
                "and send its mail?"
            )
    return access_token(inbox_id, oauth)


def ask_anew(inbox_id: UUID) -> None:
    """Somebody acted: earlier refusals do not count any more."""
    MailToken.objects.filter(inbox_id=inbox_id).update(
        problem="", final=False, ask_again_at=None, renewed_at=None
    )


def _row(inbox_id: UUID, oauth: Mapping[str, Any]) -> MailToken:
    """The inbox's row; what was kept under other settings is forgotten."""
    own = json.dumps(dict(oauth), sort_keys=True).encode()
    settings_hash = hashlib.sha256(own).hexdigest()
    row, _ = MailToken.objects.get_or_create(inbox_id=inbox_id, defaults={"settings_hash": settings_hash})
    if row.settings_hash != settings_hash:
        fresh = {
            "settings_hash": settings_hash,
            "sealed": b"",
            "replace_at": None,
            "renewed_at": None,
            "problem": "",
            "final": False,
            "ask_again_at": None,
            "busy_until": None,
        }
        MailToken.objects.filter(inbox_id=inbox_id, settings_hash=row.settings_hash).update(**fresh)
        row.refresh_from_db()
    return row


def _is_still(row: MailToken) -> bool:
    return MailToken.objects.filter(inbox_id=row.inbox_id, replace_at=row.replace_at).exists()


def _claim(row: MailToken, now: datetime) -> bool:
    free = Q(busy_until__isnull=True) | Q(busy_until__lt=now)
    held = MailToken.objects.filter(free, inbox_id=row.inbox_id, replace_at=row.replace_at)
    return bool(held.update(busy_until=now + BUSY))


def _fetched(row: MailToken, oauth: Mapping[str, Any]) -> str:
    """Ask, and note what came: the token and a refresh token that replaces ours, or why there is none."""
    kept = MailToken.objects.filter(inbox_id=row.inbox_id, settings_hash=row.settings_hash)
    row.refresh_from_db()
    try:
        grant = ask(oauth, _opened(row).refresh_token or str(oauth.get("refresh_token") or ""))
    except NoToken as error:
        wait = settings.MAIL_TOKEN_REFUSED_SECONDS if error.final else settings.MAIL_TOKEN_RETRY_SECONDS
        again = timezone.now() + timedelta(
            seconds=max(wait, min(error.after, settings.MAIL_TOKEN_REFUSED_SECONDS))
        )
        kept.update(problem=str(error), final=error.final, ask_again_at=again, busy_until=None)
        raise
    lives = max(grant.seconds - EARLY_SECONDS, grant.seconds * 0.9)
    kept.update(
        sealed=encrypt(json.dumps([grant.access_token, grant.refresh_token]).encode()),
        replace_at=timezone.now() + timedelta(seconds=lives),
        problem="",
        final=False,
        ask_again_at=None,
        busy_until=None,
    )
    return grant.access_token


def _opened(row: MailToken) -> Kept:
    """What was kept; nothing where it was encrypted with a key that is gone."""
    try:
        return Kept(*json.loads(decrypt(bytes(row.sealed)))) if row.sealed else Kept()
    except Unreadable:
        return Kept()
