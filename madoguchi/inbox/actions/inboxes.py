"""The doors that customers come through, as staff set them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.company.queries import main_brand
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.models import Inbox
from madoguchi.languages import CODES
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import by, require


@transaction.atomic
def save_inbox(
    *,
    staff: Staff,
    inbox_id: UUID | None,
    channel: str,
    name: str,
    address: str,
    team_id: int | None,
    calendar_id: int | None,
    languages: Iterable[str],
    enabled: bool,
    settings: Mapping[str, Any] | None = None,
    secrets: bytes | None = None,
) -> UUID:
    """Open an inbox of a channel (None), or change one; the channel stays what it is.

    `settings` replaces the keys that it names, and drops those whose value is None; `secrets`, encrypted by the
    channel, replaces what was there unless it is None. What they hold never reaches the audit log.

    Raises InboxError: there is no company yet, or the address is another inbox's.
    """
    require(staff, Permission.SETTINGS)
    brand = main_brand()
    if brand is None:
        raise InboxError(_("Enter the company first: customers see its name."))
    inbox = (
        Inbox.objects.select_for_update(of=("self",)).get(id=inbox_id, channel=channel)
        if inbox_id
        else Inbox(channel=channel, brand_id=brand.id)
    )
    spoken = set(languages)
    inbox.name, inbox.address = " ".join(name.split())[:100], address.strip()
    inbox.team_id, inbox.calendar_id = team_id, calendar_id
    inbox.languages = [code for code in CODES if code in spoken]
    inbox.enabled = enabled
    merged = inbox.settings | dict(settings or {})
    inbox.settings = {key: value for key, value in merged.items() if value is not None}
    if secrets is not None:
        inbox.secrets = secrets
    taken = Inbox.objects.filter(channel=channel, address__iexact=inbox.address).exclude(id=inbox.id)
    try:
        with transaction.atomic():
            if taken.exists():
                raise IntegrityError
            inbox.save()
    except IntegrityError:
        raise InboxError(_("Another inbox has this address already.")) from None
    data = {"channel": channel, "enabled": enabled, "secrets": secrets is not None}
    audit.record(actor=by(staff), action="inbox.save", subject=f"inbox:{inbox.id}", data=data)
    return inbox.id
