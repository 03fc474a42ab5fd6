"""The receipt: we got your mail, this is its reference, and when we expect to answer (RFC 3834)."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from madoguchi.channels.email.addresses import host_of, message_id, reply_address
from madoguchi.channels.email.send.answer import subject_of
from madoguchi.channels.email.send.body import Frame, bodies
from madoguchi.channels.email.send.letter import Letter
from madoguchi.company.hours import NeverOpens, add
from madoguchi.company.queries import BrandFacts, schedule_of
from madoguchi.inbox.queries import Earlier, InboxFacts, Opening


def receipt_for(opening: Opening, facts: InboxFacts, brand: BrandFacts) -> Letter:
    """Sent with an empty envelope sender, so that no report or machine answers it."""
    language = opening.language or brand.default_language
    asked = Earlier(
        opening.message_id,
        "customer",
        opening.external_id,
        "",
        opening.name,
        opening.received_at,
        opening.data,
    )
    with translation.override(language):
        paragraphs = [
            _("We got your message. Its reference is %(reference)s.") % {"reference": opening.reference},
            _("To add something, just reply to this mail."),
        ]
        if due := promised(facts, opening.received_at):
            at = formats.date_format(due, "DATETIME_FORMAT")
            zone = due.tzname() or ""
            paragraphs.insert(
                1, _("We expect to answer by %(time)s (%(zone)s).") % {"time": at, "zone": zone}
            )
    text, html = bodies(
        "\n\n".join(paragraphs),
        Frame(language=language, brand=brand.name, reference=opening.reference, site=brand.site),
    )
    referred = opening.external_id if "@" in opening.external_id else ""
    return Letter(
        sender_name=brand.name,
        sender_address=facts.address,
        recipient_name=opening.name,
        recipient_address=opening.address,
        reply_to=reply_address(facts.address, opening.conversation_id),
        envelope_from="",
        subject=subject_of(asked, opening.subject, opening.reference, language),
        message_id=message_id(opening.message_id, host_of(facts.address)),
        text=text,
        html=html,
        date=timezone.now(),
        language=language,
        in_reply_to=referred,
        references=[referred] if referred else [],
        auto_submitted="auto-replied",
    )


def promised(facts: InboxFacts, since: datetime) -> datetime | None:
    """When the inbox promises an answer: `answer_minutes` of open time after `since`; None if it promises nothing."""
    minutes = facts.settings.get("answer_minutes")
    schedule = schedule_of(facts.calendar_id)
    if not isinstance(minutes, int) or minutes <= 0 or schedule is None:
        return None
    try:
        return add(schedule, since, minutes=minutes).astimezone(schedule.timezone)
    except NeverOpens:
        return None
