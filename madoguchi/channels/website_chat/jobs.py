"""The chat's work that may happen later: what nobody read goes out by mail, and so does a copy for the visitor."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from madoguchi.channel_kit.carry import carry_by
from madoguchi.channel_kit.contract import DeliveryError
from madoguchi.channel_kit.registry import UnknownChannel
from madoguchi.channels.website_chat.actions import TRANSCRIPT_JOB
from madoguchi.channels.website_chat.delivery import FOLLOW_UP_JOB
from madoguchi.channels.website_chat.transcript import send_transcript
from madoguchi.channels.website_chat.visitors import CHANNEL
from madoguchi.core.mail import MailProblem
from madoguchi.inbox.queries.carried import unseen_answers
from madoguchi.jobs.contract import Permanent, Retry, job

MAIL = "email"


@job(FOLLOW_UP_JOB, queue="default")
def follow_up(*, conversation_id: str) -> None:
    """Send what waits unread by mail, in one mail, where the visitor left an address."""
    id = UUID(conversation_id)
    before = timezone.now() - timedelta(seconds=settings.CHAT_MAIL_AFTER_SECONDS)
    waiting = unseen_answers(id, channel=CHANNEL, before=before)
    if not waiting:
        return
    try:
        carry_by(MAIL, conversation_id=id, message_ids=waiting)
    except UnknownChannel:
        return  # an installation without mail
    except DeliveryError as error:
        if error.permanent:
            raise Permanent(str(error)) from error
        if error.retry_after:
            raise Retry(error.retry_after, str(error)) from error
        raise


@job(TRANSCRIPT_JOB, queue="deliver")
def transcript(*, conversation_id: str, identity_id: str, email: str, lang: str) -> None:
    """Mail a conversation as its visitor sees it."""
    try:
        send_transcript(
            conversation_id=UUID(conversation_id), identity_id=UUID(identity_id), email=email, lang=lang
        )
    except MailProblem as error:
        if error.permanent:
            raise Permanent(str(error)) from error
        raise
