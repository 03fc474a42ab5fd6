"""Mail that goes out by itself, and the tidying of its record."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from madoguchi.channel_kit.contract import DeliveryError
from madoguchi.channels.email.automatic import may_acknowledge, remember, sent
from madoguchi.channels.email.models import AutomaticMail
from madoguchi.channels.email.send import post, sending_inbox
from madoguchi.channels.email.send.receipt import receipt_for
from madoguchi.company.queries import brand_facts
from madoguchi.inbox.queries import inbox_facts, opening
from madoguchi.jobs.contract import Permanent, every, job

KEPT_DAYS = 90


@job("email.acknowledge", queue="deliver")
def acknowledge(*, conversation_id: str, message_id: str) -> None:
    """Tell who wrote by mail that it arrived. A repeat after a crash sends the same Message-ID, or nothing."""
    opened = opening(UUID(message_id))
    if opened is None or opened.channel != "email":
        return
    facts = inbox_facts(opened.inbox_id)
    if not may_acknowledge(opened, facts):
        return
    mail = remember(opened)
    if mail is None:
        return
    brand = brand_facts(facts.brand_id)
    try:
        post(receipt_for(opened, facts, brand), sending_inbox(facts.id, facts.brand_id))
    except DeliveryError as error:
        if error.permanent:
            raise Permanent(str(error)) from error
        raise
    sent(mail)


@every("email.forget_automatic_mails", seconds=86_400)
def forget_automatic_mails() -> None:
    AutomaticMail.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
