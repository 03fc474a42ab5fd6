"""An agent answers, or notes something for colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.core.events import publish
from madoguchi.files.queries import uploaded_by
from madoguchi.inbox.actions.drafts import drop_draft
from madoguchi.inbox.actions.timeline import append, change_entry, locked
from madoguchi.inbox.contract import DELIVER_JOB, InboxError, NewerMessages
from madoguchi.inbox.events import AnswerWritten, DeliveryChanged, NoteWritten
from madoguchi.inbox.models import Attachment, Conversation, Delivery, Message, Participant, Status
from madoguchi.inbox.queries.thread import entries_of
from madoguchi.jobs.actions import enqueue
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.models import Identity
from madoguchi.shield import shield

# Channels whose customer sees an answer at once: nothing is held back for undo.
AT_ONCE = ("website_chat",)


class SecretInAnswer(InboxError):
    """The answer holds a secret; it is not sent, the draft is kept."""


class Unreachable(InboxError):
    """The customer has no address on which he could be answered."""


@transaction.atomic
def reply(
    *,
    staff: Staff,
    reference: str,
    text: str,
    client_id: str,
    last_seen_version: int | None = None,
    send_anyway: bool = False,
    files: Sequence[UUID] = (),
    then: str | None = None,
) -> Message:
    """Write an answer and its delivery. The same `client_id` again returns the same message.

    `last_seen_version` is the version the agent had on screen; `then` is the status to set with the answer
    (`resolved`, `pending`, …; by default the conversation waits for the customer).

    Raises:
        NotAllowed: there is no such conversation for this agent, or his role may not answer.
        NewerMessages: somebody wrote after `last_seen_version`, and `send_anyway` is not set.
        SecretInAnswer, Unreachable, InboxError: it cannot be sent like this.
    """
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    external_id = f"agent:{client_id}"
    again = Message.objects.filter(inbox_id=conversation.inbox_id, external_id=external_id).first()
    if again:
        return again
    check_text(text, files)
    if last_seen_version is not None and not send_anyway:
        guard_newer(conversation, last_seen_version, staff)
    identity, channel = reachable(conversation)
    now = timezone.now()
    due = now + timedelta(seconds=0 if channel in AT_ONCE else settings.UNDO_SECONDS)
    message = append(
        conversation,
        kind=Message.Kind.AGENT,
        changed=_answered(conversation, staff, text, bool(files), then, now),
        agent_id=staff.agent_id,
        author_name=staff.name,
        text=text.strip(),
        external_id=external_id,
        state=Message.State.QUEUED,
        visible_at=due if due > now else None,
    )
    attach(message, files, staff)
    delivery = Delivery.objects.create(message=message, channel=channel, identity=identity, due_at=due)
    enqueue(DELIVER_JOB, {"delivery_id": str(delivery.id)}, run_at=due)
    drop_draft(agent_id=staff.agent_id, conversation_id=conversation.id, kind="reply")
    audit.record(
        actor=f"agent:{staff.agent_id}",
        action="conversation.answer",
        subject=f"conversation:{conversation.id}",
    )
    publish(AnswerWritten(message.id, conversation.id, message.version))
    return message


@transaction.atomic
def note(*, staff: Staff, reference: str, text: str, client_id: str, files: Sequence[UUID] = ()) -> Message:
    """Write a note that only staff can see. The same `client_id` again returns the same note."""
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    external_id = f"note:{client_id}"
    again = Message.objects.filter(inbox_id=conversation.inbox_id, external_id=external_id).first()
    if again:
        return again
    check_text(text, files)
    message = append(
        conversation,
        kind=Message.Kind.NOTE,
        agent_id=staff.agent_id,
        author_name=staff.name,
        text=text.strip(),
        external_id=external_id,
    )
    attach(message, files, staff)
    drop_draft(agent_id=staff.agent_id, conversation_id=conversation.id, kind="note")
    publish(NoteWritten(message.id, conversation.id, message.version))
    return message


@transaction.atomic
def undo_reply(*, staff: Staff, message_id: UUID) -> Message:
    """Call an answer back while its delivery has not begun; its text returns to the agent's composer.

    Raises:
        NotAllowed: the message is not this agent's.
        InboxError: it is too late.
    """
    found = Message.objects.filter(id=message_id, agent_id=staff.agent_id, kind=Message.Kind.AGENT).first()
    conversation = locked(found.conversation_id if found else message_id, asker=staff)
    message = Message.objects.select_for_update().get(id=message_id)
    stopped = Delivery.objects.filter(message=message, finished_at__isnull=True, attempts=0).update(
        finished_at=timezone.now(), last_error="undone"
    )
    if not stopped:
        raise InboxError(_("It is too late: the answer is on its way."))
    message.state = Message.State.UNDONE
    conversation.waiting_since = conversation.waiting_since or message.created_at
    conversation.list_at = conversation.waiting_since
    if conversation.status in (Status.PENDING, Status.RESOLVED):
        conversation.status = Status.OPEN
    conversation.save(update_fields=["waiting_since", "list_at", "status"])
    change_entry(conversation, message, changed=["state"])
    publish(DeliveryChanged(message.id, conversation.id, message.version))
    return message


def require(staff: Staff, permission: str) -> None:
    """Raises InboxError in plain words if the role does not grant the permission."""
    if not staff.may(permission):
        raise InboxError(_("Your role does not allow this."))


def check_text(text: str, files: Sequence[UUID]) -> None:
    """Raises InboxError for an empty, too long or secret-bearing text."""
    if not text.strip() and not files:
        raise InboxError(_("Write something first."))
    if len(text) > settings.MESSAGE_CHARACTERS:
        raise InboxError(
            _("The text is too long: at most %(limit)s characters.") % {"limit": settings.MESSAGE_CHARACTERS}
        )
    if len(files) > settings.FILES_PER_MESSAGE:
        raise InboxError(_("Too many files: at most %(limit)s.") % {"limit": settings.FILES_PER_MESSAGE})
    if any(finding.confidence == "certain" for finding in shield(text).findings):
        raise SecretInAnswer(
            _("This text holds a secret, such as a recovery phrase or a key. Remove it before you send.")
        )


def guard_newer(conversation: Conversation, last_seen_version: int, staff: Staff) -> None:
    """The send guard: raises NewerMessages with what a customer or another agent wrote after that version."""
    newer = Message.objects.filter(
        conversation=conversation, position__gt=last_seen_version, kind__in=["customer", "agent"]
    ).exclude(agent_id=staff.agent_id)
    entries = entries_of(newer.order_by("position")[:20])
    if entries:
        raise NewerMessages(entries)


def reachable(conversation: Conversation) -> tuple[Identity, str]:
    """The identity to answer and the channel that carries it: the conversation's own, else mail."""
    channel = conversation.inbox.channel
    identity = conversation.identity
    if channel == "web_form" or identity.channel == "email":
        identity = _mail_identity(conversation) or identity
        if identity.channel != "email":
            raise Unreachable(_("The customer left no address on which he could be answered."))
        return identity, "email"
    return identity, channel


def _mail_identity(conversation: Conversation) -> Identity | None:
    return (
        Identity.objects.filter(participations__conversation=conversation, channel="email")
        .order_by("-proof", "id")
        .first()
    )


def attach(message: Message, files: Sequence[UUID], staff: Staff) -> None:
    """Link files that this agent uploaded. Raises InboxError for anybody else's."""
    allowed = uploaded_by(f"agent:{staff.agent_id}", files)
    if set(files) - allowed:
        raise InboxError(_("A file is no longer there; attach it again."))
    Attachment.objects.bulk_create(
        Attachment(message=message, file_id=file_id, position=number) for number, file_id in enumerate(files)
    )


def _answered(
    conversation: Conversation, staff: Staff, text: str, has_files: bool, then: str | None, now: datetime
) -> list[str]:
    conversation.waiting_since = None
    conversation.list_at = Conversation.place(None, now)
    conversation.first_response_at = conversation.first_response_at or now
    conversation.last_message_at = now
    conversation.last_message_kind = "agent"
    conversation.preview = " ".join(text[:400].split())[:200]
    conversation.has_attachment = conversation.has_attachment or has_files
    if conversation.assignee_id is None:
        conversation.assignee_id = staff.agent_id
    conversation.status = Status(then) if then else Status.PENDING
    conversation.snoozed_until = None
    conversation.resolved_at = now if conversation.status == Status.RESOLVED else None
    return [
        "waiting_since",
        "list_at",
        "first_response_at",
        "last_message_at",
        "last_message_kind",
        "preview",
        "has_attachment",
        "assignee",
        "status",
        "snoozed_until",
        "resolved_at",
    ]


def add_participant(*, conversation: Conversation, identity_id: UUID) -> None:
    """Let one more address write into the conversation and get its answers."""
    Participant.objects.get_or_create(
        conversation=conversation, identity_id=identity_id, defaults={"added_at": timezone.now()}
    )
