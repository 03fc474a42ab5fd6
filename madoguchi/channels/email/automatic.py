"""Whether a machine may answer this mail: never another machine, never a list, never ourselves, never too often."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from madoguchi.channels.email.models import AutomaticMail
from madoguchi.channels.email.wires.doors import inbox_of
from madoguchi.inbox.queries import InboxFacts, Opening


def may_acknowledge(opening: Opening, facts: InboxFacts) -> bool:
    """As far as the mail, its sender and the inbox's settings say."""
    mail = opening.data.get("mail")
    by_person = isinstance(mail, dict) and mail.get("may_auto_respond") is True
    if not by_person or opening.data.get("automatic") or opening.status == "spam":
        return False
    return facts.settings.get("acknowledge") is not False and inbox_of(opening.address) is None


@transaction.atomic
def remember(opening: Opening) -> AutomaticMail | None:
    """The record of the receipt to send; None if it went out before, or the address got its share of today."""
    earlier = AutomaticMail.objects.filter(conversation_id=opening.conversation_id).first()
    if earlier:
        return None if earlier.sent_at else earlier
    now = timezone.now()
    today = AutomaticMail.objects.filter(
        address=opening.address, created_at__gt=now - timedelta(days=1)
    ).count()
    if today >= settings.AUTO_REPLIES_PER_DAY:
        return None
    return AutomaticMail.objects.create(
        conversation_id=opening.conversation_id, address=opening.address, created_at=now
    )


def sent(mail: AutomaticMail) -> None:
    AutomaticMail.objects.filter(id=mail.id).update(sent_at=timezone.now())
