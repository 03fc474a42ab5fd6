"""The door of Django's own mails: whatever its apps send goes out as our other mails do, by a job that is retried."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from madoguchi.core.html_text import text_of_safe_html
from madoguchi.jobs.actions import enqueue_many
from madoguchi.jobs.contract import NewJob

CHARACTERS = 50_000
"""Of one mail; a job carries no more than JOBS_PAYLOAD_BYTES."""


class Outbox(BaseEmailBackend):
    """Writes a job for each recipient, in the caller's transaction; no server is asked meanwhile.

    Mails go out as plain text, one to each recipient, from MAIL_FROM under the brand's name, and name the language that
    is active when they are written. Alternatives and attachments are left out: no app of ours sends any.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken."""
        language = get_language() or "en"
        jobs = [
            NewJob(
                "people.send_mail",
                {
                    "to": to,
                    "subject": str(message.subject),
                    "text": _text(message)[:CHARACTERS],
                    "language": language,
                },
            )
            for message in email_messages
            for to in message.recipients()
        ]
        enqueue_many(jobs)
        return len(email_messages)


def _text(message: EmailMessage) -> str:
    body = str(message.body)
    return text_of_safe_html(body) if message.content_subtype == "html" else body
