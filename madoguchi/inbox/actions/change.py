"""What agents change about a conversation; each change is one entry of the timeline.

Each says whether anything changed: what is so already stays without a trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.core.events import publish
from madoguchi.inbox.actions.reply import require
from madoguchi.inbox.actions.timeline import append, locked
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.events import ConversationChanged
from madoguchi.inbox.models import Conversation, Message, Priority, Status, Tag
from madoguchi.inbox.queries.visibility import hearers
from madoguchi.people.contract import Permission, Reader, Staff
from madoguchi.people.models import Agent, Team

TAGS = 20


@transaction.atomic
def set_status(*, staff: Staff, reference: str, status: str, until: datetime | None = None) -> bool:
    """Set the status; `until` (aware) says when a snoozed conversation wakes.

    Raises:
        InboxError: snoozing without a time to come.
        ValueError: there is no such status.
    """
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    wanted = Status(status)
    if wanted == Status.SNOOZED and (until is None or until <= timezone.now()):
        raise InboxError(_("Choose a time to come."))
    if wanted == conversation.status and wanted != Status.SNOOZED:
        return False
    before = conversation.status
    _enter(conversation, wanted, until)
    event = {Status.RESOLVED: "resolved", Status.OPEN: "reopened"}.get(wanted, "status")
    data = {"from": before, "to": str(wanted)} | ({"until": until.isoformat()} if until else {})
    _record(conversation, event=event, data=data, staff=staff, changed=_STATUS_FIELDS)
    return True


@transaction.atomic
def assign(*, staff: Staff, reference: str, agent_id: UUID | None) -> bool:
    """Give the conversation to an agent, or to nobody. Raises InboxError if the agent cannot take it."""
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    agent = Agent.objects.filter(id=agent_id, user__is_active=True).first() if agent_id else None
    if agent_id and agent is None:
        raise InboxError(_("This agent is not there any more."))
    if conversation.assignee_id == agent_id:
        return False
    heard = _hearers(conversation)
    conversation.assignee = agent
    changed = ["assignee"]
    if agent and conversation.status == Status.NEW:
        conversation.status = Status.OPEN
        changed.append("status")
    _record(
        conversation,
        event="assigned",
        data={"to": agent.public_name if agent else ""},
        staff=staff,
        changed=changed,
        heard=heard,
    )
    return True


@transaction.atomic
def set_team(*, staff: Staff, reference: str, team_id: int | None) -> bool:
    """Hand the conversation to a team; an assignee who is not in it is released. Raises InboxError if there is no such
    team."""
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    team = Team.objects.filter(id=team_id).first() if team_id else None
    if team_id and team is None:
        raise InboxError(_("This team is not there any more."))
    if conversation.team_id == (team.id if team else None):
        return False
    heard = _hearers(conversation)
    conversation.team = team
    if team and conversation.assignee_id and not team.agents.filter(id=conversation.assignee_id).exists():
        conversation.assignee = None
    _record(
        conversation,
        event="team",
        data={"to": team.name if team else ""},
        staff=staff,
        changed=["team", "assignee"],
        heard=heard,
    )
    return True


@transaction.atomic
def set_priority(*, staff: Staff, reference: str, priority: int) -> bool:
    """Raises ValueError for an unknown priority."""
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    wanted = Priority(priority)
    if wanted == conversation.priority:
        return False
    conversation.priority = wanted
    _record(conversation, event="priority", data={"to": int(wanted)}, staff=staff, changed=["priority"])
    return True


@transaction.atomic
def set_subject(*, staff: Staff, reference: str, subject: str) -> bool:
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    subject = " ".join(subject.split())[:300]
    if subject == conversation.subject:
        return False
    conversation.subject = subject
    _record(conversation, event="subject", data={"to": subject}, staff=staff, changed=["subject"])
    return True


@transaction.atomic
def set_tags(*, staff: Staff, reference: str, names: Iterable[str]) -> bool:
    """Replace the tags; unknown ones are created. Raises InboxError for more than TAGS."""
    return _tag(staff=staff, reference=reference, names=names, keep=False)


@transaction.atomic
def add_tags(*, staff: Staff, reference: str, names: Iterable[str]) -> bool:
    """Add tags to those that are there. Raises InboxError for more than TAGS."""
    return _tag(staff=staff, reference=reference, names=names, keep=True)


def _tag(*, staff: Staff, reference: str, names: Iterable[str], keep: bool) -> bool:
    conversation = locked(reference, asker=staff)
    require(staff, Permission.ANSWER)
    before = set(conversation.tags.values_list("name", flat=True))
    wanted = {" ".join(name.lower().split())[:50] for name in names if name.strip()} | (
        before if keep else set()
    )
    if len(wanted) > TAGS:
        raise InboxError(_("At most %(limit)s tags.") % {"limit": TAGS})
    if wanted == before:
        return False
    conversation.tags.set([Tag.objects.get_or_create(name=name)[0] for name in sorted(wanted)])
    _record(conversation, event="tags", data={"to": sorted(wanted)}, staff=staff, changed=())
    return True


@transaction.atomic
def route_to(*, conversation_id: UUID, team_id: int | None, priority: int | None, rule: str) -> None:
    """A rule decided: set team and priority where it says so, and say in the timeline which rule it was."""
    conversation = locked(conversation_id, asker=None)
    team = Team.objects.filter(id=team_id).first() if team_id else None
    heard = _hearers(conversation)
    if team:
        conversation.team = team
    if priority:
        conversation.priority = Priority(priority)
    data = {"rule": rule, "team": team.name if team else "", "priority": priority or 0}
    _record(conversation, event="routed", data=data, staff=None, changed=("team", "priority"), heard=heard)


@transaction.atomic
def wake_snoozed(*, now: datetime | None = None) -> int:
    """Open every conversation whose snooze is over; returns how many."""
    now = now or timezone.now()
    due = list(
        Conversation.objects.filter(status=Status.SNOOZED, snoozed_until__lte=now).values_list(
            "id", flat=True
        )[:500]
    )
    for id in due:
        conversation = locked(id, asker=None)
        conversation.waiting_since = conversation.waiting_since or now
        _enter(conversation, Status.OPEN, None)
        _record(conversation, event="woken", data={}, staff=None, changed=_STATUS_FIELDS)
    return len(due)


@transaction.atomic
def close_by_customer(*, reader: Reader, reference: str) -> None:
    """The customer says that it is solved."""
    conversation = locked(reference, asker=reader)
    if conversation.status in (Status.RESOLVED, Status.CLOSED):
        return
    conversation.waiting_since = None
    _enter(conversation, Status.RESOLVED, None)
    _record(conversation, event="ended", data={"by": "customer"}, staff=None, changed=_STATUS_FIELDS)


@transaction.atomic
def reopen_by_customer(*, reader: Reader, reference: str) -> None:
    """The customer says that it is not solved. Raises InboxError where it is closed for good."""
    conversation = locked(reference, asker=reader)
    if conversation.status == Status.CLOSED:
        raise InboxError(_("This conversation is closed. Write a new message and we will connect the two."))
    if conversation.status != Status.RESOLVED:
        return
    conversation.waiting_since = timezone.now()
    _enter(conversation, Status.OPEN, None)
    _record(conversation, event="reopened", data={"by": "customer"}, staff=None, changed=_STATUS_FIELDS)


_STATUS_FIELDS = ("status", "snoozed_until", "resolved_at", "waiting_since", "list_at")


def _enter(conversation: Conversation, status: Status, until: datetime | None) -> None:
    now = timezone.now()
    conversation.status = status
    conversation.snoozed_until = until if status == Status.SNOOZED else None
    conversation.resolved_at = now if status in (Status.RESOLVED, Status.CLOSED) else None
    if status in (Status.RESOLVED, Status.CLOSED, Status.SPAM, Status.PENDING):
        conversation.waiting_since = None
    conversation.list_at = Conversation.place(conversation.waiting_since, now)


def _record(
    conversation: Conversation,
    *,
    event: str,
    data: dict[str, Any],
    staff: Staff | None,
    changed: Iterable[str],
    heard: tuple[str, ...] = (),
) -> Message:
    message = append(
        conversation,
        kind=Message.Kind.EVENT,
        changed=changed,
        event=event,
        data=data,
        agent_id=staff.agent_id if staff else None,
        author_name=staff.name if staff else "",
    )
    publish(ConversationChanged(conversation.id, message.version, message.id, heard))
    return message


def _hearers(conversation: Conversation) -> tuple[str, ...]:
    """The live topics that hear of it as it stands."""
    agent = conversation.assignee_id
    return tuple(hearers(team_id=conversation.team_id, assignee_id=str(agent) if agent else ""))
