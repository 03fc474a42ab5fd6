"""The chat as a channel: an answer is delivered by being stored and announced; if nobody looks, mail follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings as site
from django.utils import timezone

from madoguchi.channel_kit.contract import Outgoing, Sent
from madoguchi.channels.website_chat.visitors import CHANNEL as KEY
from madoguchi.jobs.actions import enqueue

FOLLOW_UP_JOB = "website_chat.follow_up"


class WebsiteChat:
    key = KEY
    at_once = True

    def send(self, outgoing: Outgoing) -> Sent:
        """It is on screen already where a screen is open. The look whether it was read is planned here, so that no
        answer can be without one."""
        enqueue(
            FOLLOW_UP_JOB,
            {"conversation_id": str(outgoing.conversation_id)},
            run_at=timezone.now() + timedelta(seconds=site.CHAT_MAIL_AFTER_SECONDS),
            key=f"{FOLLOW_UP_JOB}:{outgoing.message_id}",
        )
        return Sent("sent")

    def problems(self, settings: dict[str, object]) -> Sequence[str]:
        """A widget works as soon as some site may embed it."""
        return (
            ()
            if settings.get("origins")
            else ("No website may embed this chat yet: add its address to origins.",)
        )


CHANNEL = WebsiteChat()
