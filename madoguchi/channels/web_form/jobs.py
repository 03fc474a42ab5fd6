"""The receipt: what arrived, under which number, and by when a person answers."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madoguchi.channels.web_form.promise import answer_by
from madoguchi.company.queries import brand_facts, schedule_of
from madoguchi.core.mail import MailProblem, send_mail_message
from madoguchi.core.rate import allow
from madoguchi.inbox.queries import inbox_facts, receipt_of
from madoguchi.jobs.contract import Permanent, job


@job("web_form.send_receipt")
def send_receipt(*, message_id: str) -> None:
    """One mail in the language of the answer. It repeats nothing of what was written: the address is only claimed."""
    receipt = receipt_of(UUID(message_id))
    if receipt is None or not receipt.address or not receipt.wanted:
        return
    # Whoever types another's address again and again must not make us flood it.
    if allow(f"automatic-mail:{receipt.address}", f"{settings.AUTO_REPLIES_PER_DAY}/1d") is not None:
        return
    door = inbox_facts(receipt.inbox_id)
    brand = brand_facts(door.brand_id)
    schedule = schedule_of(door.calendar_id)
    zone = (
        ZoneInfo(receipt.time_zone)
        if receipt.time_zone
        else schedule.timezone
        if schedule
        else ZoneInfo("UTC")
    )
    with translation.override(receipt.language or brand.default_language), timezone.override(zone):
        context = {
            "brand": brand,
            "reference": receipt.reference,
            "by": answer_by(schedule, receipt.created_at),
            "requests_url": f"{settings.PUBLIC_URL}/requests/{receipt.reference}",
        }
        subject = _("We have received your message (%(reference)s)") % {"reference": receipt.reference}
        try:
            send_mail_message(
                receipt.address,
                subject,
                render_to_string("web_form/mail/receipt.txt", context),
                render_to_string("web_form/mail/receipt.html", context),
                language=translation.get_language() or "",
                from_name=brand.name,
            )
        except MailProblem as problem:
            if problem.permanent:
                raise Permanent(str(problem)) from problem
            raise
