"""Carrying answers to their channel."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from madoguchi.channel_kit.actions import forget_old, try_again
from madoguchi.channel_kit.contract import DeliveryError
from madoguchi.channel_kit.outgoing import outgoing_of
from madoguchi.channel_kit.registry import UnknownChannel, channel
from madoguchi.inbox import actions as inbox
from madoguchi.inbox.contract import DELIVER_JOB, Due
from madoguchi.jobs.contract import Retry, every, job


@job(DELIVER_JOB, queue="deliver", attempts=50)
def deliver(*, delivery_id: str) -> None:
    """One attempt. What became of it stands on the message; only a failure that may pass is repeated."""
    due = inbox.begin_attempt(delivery_id=UUID(delivery_id))
    if due is None:
        return
    try:
        sent = channel(due.channel).send(outgoing_of(due))
    except (DeliveryError, UnknownChannel) as error:
        _not_taken(due, error)
    else:
        inbox.delivered(delivery_id=due.delivery_id, state=sent.state, provider_id=sent.provider_id)


def _not_taken(due: Due, error: DeliveryError | UnknownChannel) -> None:
    permanent = not isinstance(error, DeliveryError) or error.permanent
    if permanent or due.attempts >= settings.MAIL_ATTEMPTS:
        unreachable = isinstance(error, DeliveryError) and error.unreachable
        inbox.failed(delivery_id=due.delivery_id, reason=str(error), unreachable=unreachable)
        return
    inbox.not_yet_delivered(delivery_id=due.delivery_id, reason=str(error))
    wait = settings.JOBS_BACKOFF_SECONDS * 2 ** (due.attempts - 1)
    after = error.retry_after if isinstance(error, DeliveryError) and error.retry_after else wait
    raise Retry(min(after, settings.JOBS_BACKOFF_MAX_SECONDS), str(error))


@every("channel_kit.forget_old_payloads", seconds=3600)
def forget_old_payloads() -> None:
    forget_old()


@every("channel_kit.try_payloads_again", seconds=30)
def try_payloads_again() -> None:
    try_again()
