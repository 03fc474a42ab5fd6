"""A visitor's message on its way to the writer, and what is answered; the same for the socket and for /chat/send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madoguchi.channels.website_chat.doors import DOORS
from madoguchi.channels.website_chat.frames import Ack, Refused, Send
from madoguchi.channels.website_chat.help.about import ARTICLE, from_article
from madoguchi.channels.website_chat.items import external_id
from madoguchi.channels.website_chat.pace import Pace
from madoguchi.channels.website_chat.prechat import answers, good_address
from madoguchi.channels.website_chat.visitors import CHANNEL, SIGNED_IN, Visitor
from madoguchi.channels.website_chat.words import SAID
from madoguchi.core.rate import allow
from madoguchi.files.queries import uploaded_by
from madoguchi.helpcenter.contract import without_article
from madoguchi.inbox.actions import add_participant
from madoguchi.inbox.contract import InboundFile, InboundMessage, InboxError, Received
from madoguchi.inbox.queries.own import conversation_row
from madoguchi.inbox.secrets import named
from madoguchi.inbox.writer import WRITER
from madoguchi.shield import shield

AGAIN_SECONDS = 3.0  # when the writer is full or the database is away
PACE = Pace()
Answer = Callable[[Ack | Refused], None]


class InThread(Protocol):
    """Runs a plain function that uses the database on one of its threads."""

    def __call__(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Awaitable[Any]: ...


async def send(
    frame: Send, visitor: Visitor, *, lang: str, address: str, in_thread: InThread, answer: Answer
) -> None:
    """Check, and hand over to the writer; `answer` is called on the loop, after the commit or at once.

    A message to a known conversation touches no database here, so that a socket never waits for a disk.
    """
    inbound = await _inbound(frame, visitor, lang, address, in_thread)
    if isinstance(inbound, Refused):
        answer(inbound)
        return

    def done(outcome: Received | Exception) -> None:
        answer(_answer(frame, visitor, lang, outcome))

    if not WRITER.submit(inbound, visitor.inbox_id, done):
        answer(_busy(frame, lang))


async def _inbound(
    frame: Send, visitor: Visitor, lang: str, address: str, in_thread: InThread
) -> InboundMessage | Refused:
    if len(frame.text) > settings.CHAT_CHARACTERS:
        return _too_long(frame, lang)
    if len(frame.files) > settings.FILES_PER_MESSAGE:
        return _too_many(frame, lang)
    if not frame.files and not frame.text.strip():
        return _refused(frame, lang, "empty", "empty")
    if (wait := PACE.wait(visitor.identity_id, settings.RATE_CHAT)) > 0:
        return _refused(frame, lang, "rate", "fast", retry_after=wait)
    if frame.files and not await in_thread(_are_his, visitor, frame.files):
        return _refused(frame, lang, "not-allowed", "file")
    if frame.c is None:
        if wait := await in_thread(allow, f"chat-open:{address}", settings.RATE_CHAT_OPEN) or 0.0:
            return _refused(
                frame,
                lang,
                "rate",
                "opened",
                retry_after=wait,
            )
        article = {}
        if (frame.form or {}).get(ARTICLE):
            article = await in_thread(from_article, visitor, frame.form, message_id=frame.id)
        return _opening(frame, visitor, lang, article)
    conversation_id = visitor.known.get(frame.c)
    if conversation_id is None:
        conversation_id = await in_thread(_find, visitor, frame.c)
        if conversation_id is None:
            return _refused(frame, lang, "not-allowed", "gone")
        visitor.remember(frame.c, conversation_id)
    return _message(frame, visitor, lang, conversation_id=conversation_id)


def _message(frame: Send, visitor: Visitor, lang: str, **more: Any) -> InboundMessage:
    return InboundMessage(
        external_id=external_id(visitor.identity_id, frame.id),
        sender_channel=CHANNEL,
        sender_address=str(visitor.identity_id),
        sender_name=visitor.name,
        text=frame.text,
        proof=visitor.proof,
        language=lang,
        identity_id=visitor.identity_id,
        files=tuple(InboundFile(name="", content_type="", stored_id=id) for id in frame.files),
        **more,
    )


def _opening(frame: Send, visitor: Visitor, lang: str, article: dict[str, str]) -> InboundMessage:
    door = DOORS.by_id(visitor.inbox_id)
    given = answers(door.settings if door else {}, frame.form)
    if given.get("name") and not visitor.name:
        visitor.name = shield(given["name"]).text[:150]
    signed_in = visitor.proof >= SIGNED_IN
    return _message(
        frame,
        visitor,
        lang,
        customer_id=None if signed_in else visitor.customer_id,
        claimed_email=good_address(given.get("email", "")),
        topic=given.pop("topic", ""),
        subject=given.pop("subject", ""),
        fields=without_article({n: value for n, value in given.items() if n not in ("name", "email")})
        | article,
    )


def _find(visitor: Visitor, reference: str) -> UUID | None:
    """The conversation, if he may see it. Whoever is signed in takes part in all of his own."""
    row = conversation_row(visitor.reader(), reference)
    if row is None:
        return None
    if visitor.proof >= SIGNED_IN:
        add_participant(conversation=row, identity_id=visitor.identity_id)
    return row.id


def _are_his(visitor: Visitor, files: list[UUID]) -> bool:
    return not set(files) - uploaded_by(visitor.key, files)


def _answer(frame: Send, visitor: Visitor, lang: str, outcome: Received | Exception) -> Ack | Refused:
    if isinstance(outcome, Received):
        visitor.remember(outcome.reference, outcome.conversation_id)
        masked = outcome.masked
        return Ack(
            id=str(frame.id),
            c=outcome.reference,
            v=outcome.version,
            m=str(outcome.message_id),
            p=outcome.position,
            at=outcome.created_at.isoformat(),
            text=_named(outcome.text, lang) if masked else None,
            removed=[{"kind": kind} for kind in masked] if masked else None,
        )
    if isinstance(outcome, InboxError):
        code = getattr(outcome, "code", "not-allowed")
        return _refused(frame, lang, code, code if code in SAID else "gone")
    return _busy(frame, lang)


def _named(text: str, lang: str) -> str:
    with translation.override(lang):
        return named(text)


def _refused(frame: Send, lang: str, code: str, why: str, *, retry_after: float | None = None) -> Refused:
    with translation.override(lang):
        return Refused(code=code, reason=str(SAID[why]), id=str(frame.id), retry_after=retry_after)


def _busy(frame: Send, lang: str) -> Refused:
    return _refused(frame, lang, "rate", "busy", retry_after=AGAIN_SECONDS)


def _too_long(frame: Send, lang: str) -> Refused:
    with translation.override(lang):
        why = _("The text is too long: at most %(limit)s characters.") % {"limit": settings.CHAT_CHARACTERS}
    return Refused(code="too-long", reason=why, id=str(frame.id))


def _too_many(frame: Send, lang: str) -> Refused:
    most = settings.FILES_PER_MESSAGE
    with translation.override(lang):
        why = ngettext("At most %(limit)s file.", "At most %(limit)s files.", most) % {"limit": most}
    return Refused(code="too-many", reason=why, id=str(frame.id))
