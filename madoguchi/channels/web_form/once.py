"""The hidden one-time id of a form: sent twice it is one message, and sent at once it is a program's."""

from __future__ import annotations

import hashlib
import time
import uuid

from django.conf import settings
from django.core import signing

_SALT = "web_form.once"


def new_once() -> str:
    """A fresh id with the moment at which the form was shown, signed."""
    return signing.dumps([uuid.uuid4().hex, int(time.time())], salt=_SALT, compress=False)


def read_once(value: str) -> tuple[str, float] | None:
    """The id and how many seconds ago it was shown; None if it is not ours or older than FORM_HOURS."""
    try:
        key, shown = signing.loads(value, salt=_SALT, max_age=settings.FORM_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(key), time.time() - float(shown)


def external_id(key: str, *parts: str) -> str:
    """One id a form and content: going back and writing something else is another message."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    return f"form:{key}:{digest}"
