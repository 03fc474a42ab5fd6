"""Keys with which the exchange signs who is in front of us (HS256), made on screen beside those of the environment."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.core.crypto import Unreadable, decrypt, encrypt
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import IdentityKey
from madoguchi.people.permission import by, require

# Two are enough to exchange one for another; the rest is room for mistakes.
LIMIT = 5


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """`created_at` None: it stands in the environment and is changed there."""

    kid: str
    created_at: datetime | None


def identity_keys() -> list[str]:
    """All keys in force as `kid:secret`. One that can no longer be decrypted verifies nothing."""
    found = list(settings.IDENTITY_KEYS)
    for key in IdentityKey.objects.order_by("id"):
        try:
            found.append(f"{key.kid}:{decrypt(bytes(key.secret)).decode()}")
        except Unreadable:
            continue
    return found


def key_list(staff: Staff) -> list[KeyFacts]:
    """Names only: a secret is shown once, when it is made."""
    require(staff, Permission.SETTINGS)
    fixed = [KeyFacts(key.partition(":")[0], None) for key in settings.IDENTITY_KEYS]
    return [*fixed, *(KeyFacts(key.kid, key.created_at) for key in IdentityKey.objects.order_by("id"))]


@transaction.atomic
def new_identity_key(*, staff: Staff) -> tuple[str, str]:
    """A new key beside those in force: its `kid`, and the secret, which nobody sees again. Raises StaffProblem."""
    require(staff, Permission.SETTINGS)
    if IdentityKey.objects.count() >= LIMIT:
        raise StaffProblem(_("There are enough keys. Remove one that is no longer used first."))
    kid = f"{timezone.now():%Y%m%d}-{secrets.token_hex(3)}"
    secret = secrets.token_urlsafe(36)
    IdentityKey.objects.create(kid=kid, secret=encrypt(secret.encode()))
    audit.record(actor=by(staff), action="identity-key.new", subject=f"identity-key:{kid}")
    return kid, secret


@transaction.atomic
def remove_identity_key(*, staff: Staff, kid: str) -> None:
    """Tokens signed with it prove nothing from now on; sessions that they opened stay. Raises StaffProblem."""
    require(staff, Permission.SETTINGS)
    if not IdentityKey.objects.filter(kid=kid).delete()[0]:
        raise StaffProblem(_("This key is not there any more."))
    audit.record(actor=by(staff), action="identity-key.remove", subject=f"identity-key:{kid}")
