"""A customer said something: one message or a batch, one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from madoguchi.core.events import Event, publish
from madoguchi.core.plain_sql import run_many
from madoguchi.files import actions as files
from madoguchi.files.queries import facts_of as file_facts
from madoguchi.inbox import recent
from madoguchi.inbox import statements as sql
from madoguchi.inbox.actions.opening import open_conversation
from madoguchi.inbox.actions.threading import find_conversation
from madoguchi.inbox.contract import Entry, FileEntry, InboundFile, InboundMessage, InboxError, Received
from madoguchi.inbox.events import ConversationOpened, MessageReceived, SecretStopped
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.actions import Sender, recognise_many
from madoguchi.shield import shield

log = logging.getLogger(__name__)
PREVIEW = 200
# What else belongs into the transaction of a message: called with (place in the batch, outcome) of all it stores.
Also = Callable[[Sequence[tuple[int, Received]]], object]


class Refused(InboxError):
    """A message that cannot be taken; `code` is for programs, the text for people."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(slots=True)
class _Item:
    """One message on its way in."""

    place: int
    inbox_id: UUID
    inbound: InboundMessage
    masked: tuple[str, ...] = ()
    files: tuple[UUID, ...] = ()
    shown_files: tuple[FileEntry, ...] = ()
    identity_id: UUID | None = None
    conversation_id: UUID | None = None
    opened: bool = False


def receive(inbound: InboundMessage, *, inbox_id: UUID) -> Received:
    """Take one message in. Saying it twice changes nothing: the second time answers with `duplicate`.

    Raises:
        Refused: the conversation is not open to this sender, or the message is empty.
    """
    outcome = receive_many([(inbound, inbox_id)])[0]
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def receive_many(
    batch: Sequence[tuple[InboundMessage, UUID]], *, also: Also | None = None
) -> list[Received | Exception]:
    """Take a batch in, in one transaction, in order. A message that fails answers with its error and harms no other.

    `also` runs in the transaction of the messages it is told of; where they are repeated one by one, once more for
    each. Raises OperationalError or InterfaceError where the database cannot be used now: then none is stored.
    """
    items = [_prepare(place, inbound, inbox_id) for place, (inbound, inbox_id) in enumerate(batch)]
    good = [item for item in items if isinstance(item, _Item)]
    outcomes = iter(_write_together_or_alone(good, also))
    return [next(outcomes) if isinstance(item, _Item) else item for item in items]


def _prepare(place: int, inbound: InboundMessage, inbox_id: UUID) -> _Item | Exception:
    """Shield first: nothing else may see a secret. Files are stored before the transaction and linked inside."""
    try:
        shielded, kinds = _shield(inbound)
        if not (shielded.text.strip() or shielded.html or shielded.files or shielded.subject):
            return Refused("empty", "The message is empty.")
        stored = tuple(_store(file, uploader=f"inbox:{inbox_id}") for file in shielded.files)
        return _Item(place, inbox_id, shielded, kinds, stored, _shown(stored, shielded.files))
    except Exception as error:
        log.exception("a message could not be prepared")
        return error


def _shield(inbound: InboundMessage) -> tuple[InboundMessage, tuple[str, ...]]:
    limit = settings.MESSAGE_CHARACTERS
    found: list[str] = []

    def clean(text: str) -> str:
        shielded = shield(text[:limit], lang=inbound.language or None)
        found.extend(finding.kind for finding in shielded.findings if finding.confidence != "ask")
        return shielded.text

    text = clean(inbound.text)
    if not (inbound.html or inbound.quoted or inbound.subject or inbound.fields or inbound.files):
        if not found:
            return (inbound if text is inbound.text else replace(inbound, text=text)), ()
        return replace(inbound, text=text), tuple(dict.fromkeys(found))
    before_html = len(found)
    html = clean(inbound.html) if inbound.html else ""
    # A secret split by tags is invisible in the source: if the text held one, the formatted copy is not kept.
    if found and before_html:
        html = ""
    cleaned = replace(
        inbound,
        text=text,
        html=html,
        quoted=clean(inbound.quoted) if inbound.quoted else "",
        subject=clean(inbound.subject)[:300] if inbound.subject else "",
        sender_name=clean(inbound.sender_name)[:150] if inbound.sender_name else "",
        fields={name: clean(str(value)) for name, value in inbound.fields.items()},
        files=tuple(replace(file, name=clean(file.name)) for file in inbound.files),
    )
    return cleaned, tuple(dict.fromkeys(found))


def _store(file: InboundFile, *, uploader: str) -> UUID:
    if file.stored_id:
        return file.stored_id
    return files.store(
        name=file.name, content=file.content, content_type=file.content_type, uploader=uploader
    )


def _shown(stored: Sequence[UUID], named: Sequence[InboundFile]) -> tuple[FileEntry, ...]:
    """The files as screens show them."""
    facts = file_facts(stored)
    inline = dict(zip(reversed(stored), (file.inline_id for file in reversed(named)), strict=True))
    return tuple(
        FileEntry(
            id=str(id),
            name=facts[id].name,
            size=facts[id].size,
            content_type=facts[id].content_type,
            image=facts[id].image,
            inline_id=inline[id],
        )
        for id in dict.fromkeys(stored)
        if id in facts
    )


def _write_together_or_alone(items: list[_Item], also: Also | None) -> list[Received | Exception]:
    if not items:
        return []
    try:
        return list(_write(items, also, new=True))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        # Another process stored one of them meanwhile, or one of them cannot be stored: each for itself then.
        if len(items) == 1 and not isinstance(error, IntegrityError):
            return [error]
    outcomes: list[Received | Exception] = []
    for item in items:
        try:
            outcomes.extend(_write([item], also))
        except Exception as error:
            outcomes.append(error)
    return outcomes


def _write(items: list[_Item], also: Also | None, *, new: bool = False) -> list[Received]:
    """`new`: as far as we know none of them is stored. One that is breaks the constraint, and is found then."""
    with transaction.atomic():
        known = {} if new else sql.known_messages((i.inbox_id, i.inbound.external_id) for i in items)
        seen: set[tuple[UUID, str]] = set(known)
        fresh: list[_Item] = []
        for item in items:
            mark = (item.inbox_id, item.inbound.external_id)
            if mark not in seen:
                seen.add(mark)
                fresh.append(item)
        received = _insert(fresh) if fresh else {}
        if len(fresh) == len(items):
            outcomes = list(received.values())
        else:
            outcomes = [_first(item, received) or _again(item) for item in items]
        if also:
            also([(item.place, outcome) for item, outcome in zip(items, outcomes, strict=True)])
        return outcomes


def _first(item: _Item, received: dict[tuple[UUID, str], Received]) -> Received | None:
    """What became of this item's id, the first time it is asked for."""
    mark = (item.inbox_id, item.inbound.external_id)
    return received.pop(mark) if mark in received else None


def _again(item: _Item) -> Received:
    """The message as it was stored the first time. Raises Refused if another sender tries its id."""
    mark = (item.inbox_id, item.inbound.external_id)
    message = Message.objects.select_related("conversation").get(inbox_id=mark[0], external_id=mark[1])
    if item.inbound.identity_id and message.identity_id != item.inbound.identity_id:
        raise Refused("not-allowed", "This message id belongs to somebody else.")
    return Received(
        message_id=message.id,
        conversation_id=message.conversation_id,
        reference=message.conversation.reference,
        position=message.position,
        version=message.version,
        created_at=message.created_at,
        text=message.text,
        duplicate=True,
        masked=item.masked,
    )


def _insert(items: list[_Item]) -> dict[tuple[UUID, str], Received]:
    now = timezone.now()
    _recognise(items)
    _thread(items, now)
    held = sql.lock_conversations(item.conversation_id for item in items if item.conversation_id)
    state = {id: _Raised.of(row) for id, row in held.items()}
    rows, outcomes, entries = [], {}, []
    # Once for the batch: as the database takes it and as screens show it.
    stored_now, shown_now, no_hurry = (
        sql.moment(now),
        now.isoformat(),
        sql.moment(Conversation.place(None, now)),
    )
    for item, message_id in zip(items, sql.new_ids(len(items)), strict=True):
        assert item.conversation_id is not None
        raised = state[item.conversation_id]
        raised.take(item, stored_now)
        rows.append(_message_row(item, message_id, raised.version, stored_now))
        entries.append(_entry(item, message_id, raised.version, shown_now))
        outcomes[(item.inbox_id, item.inbound.external_id)] = Received(
            message_id=message_id,
            conversation_id=item.conversation_id,
            reference=raised.held.reference,
            position=raised.version,
            version=raised.version,
            created_at=now,
            text=item.inbound.text,
            opened=item.opened,
            masked=item.masked,
        )
    sql.write_messages(rows, [raised.row(stored_now, no_hurry) for raised in state.values()])
    _attach(items, outcomes)
    _publish(items, outcomes, entries)
    return outcomes


def _recognise(items: list[_Item]) -> None:
    """Who sent each message; those whom the channel does not know by their key are looked up together."""
    strangers = [item for item in items if item.inbound.customer_id or not item.inbound.identity_id]
    for item in items:
        item.identity_id = item.inbound.identity_id
    if not strangers:
        return
    senders = [
        Sender(
            channel=item.inbound.sender_channel,
            address=item.inbound.sender_address,
            name=item.inbound.sender_name,
            proof=item.inbound.proof,
            language=item.inbound.language,
            identity_id=item.inbound.identity_id,
            customer_id=item.inbound.customer_id,
        )
        for item in strangers
    ]
    for item, identity_id in zip(strangers, recognise_many(senders), strict=True):
        item.identity_id = identity_id


def _thread(items: list[_Item], now: datetime) -> None:
    """Where each message belongs: a proven conversation its sender takes part in, else a new one.

    A chat's message names its conversation, and one read answers for the whole batch; the rest is looked up one by one.
    """
    named = [
        (i.inbound.conversation_id, i.identity_id)
        for i in items
        if i.inbound.conversation_id and i.identity_id
    ]
    allowed = sql.open_participations(named)
    for item in items:
        inbound = item.inbound
        assert item.identity_id is not None
        item.opened = False
        if inbound.conversation_id and (inbound.conversation_id, item.identity_id) in allowed:
            item.conversation_id = inbound.conversation_id
            continue
        item.conversation_id, continued = find_conversation(
            inbound, identity_id=item.identity_id, batch=_opened_before(item, items)
        )
        if item.conversation_id is None:
            item.conversation_id = open_conversation(
                inbound,
                inbox_id=item.inbox_id,
                identity_id=item.identity_id,
                continued_from=continued,
                now=now,
            )
            item.opened = True


def _opened_before(item: _Item, items: list[_Item]) -> dict[str, UUID]:
    """Conversations of earlier messages of this batch that this one refers to; they are not in the table yet."""
    if not item.inbound.references:
        return {}
    earlier = items[: items.index(item)]
    return {e.inbound.external_id: e.conversation_id for e in earlier if e.conversation_id}


@dataclass(slots=True)
class _Raised:
    """A conversation's row as the messages of this batch change it; its times in the database's own form."""

    held: sql.Held
    version: int
    status: str
    waiting_since: Any
    snoozed_until: Any
    resolved_at: Any
    has_attachment: bool
    preview: str = ""

    @classmethod
    def of(cls, held: sql.Held) -> _Raised:
        return cls(
            held,
            held.version,
            held.status,
            held.waiting_since,
            held.snoozed_until,
            held.resolved_at,
            held.has_attachment,
        )

    def take(self, item: _Item, now: Any) -> None:
        """A person who writes waits for us and reopens what was resolved; a machine changes neither."""
        self.version += 1
        self.preview = " ".join(item.inbound.text[: PREVIEW * 2].split())[:PREVIEW]
        self.has_attachment = self.has_attachment or bool(item.files)
        if item.inbound.automatic or self.status in ("spam", "closed"):
            return
        self.waiting_since = self.waiting_since or now
        if self.status in ("pending", "snoozed", "resolved"):
            self.status, self.snoozed_until, self.resolved_at = "open", None, None

    def row(self, now: Any, no_hurry: Any) -> tuple[object, ...]:
        """The statement's parameters; `no_hurry` is the place in lists of one that does not wait."""
        return (
            self.version,
            self.status,
            self.waiting_since,
            self.waiting_since or no_hurry,
            self.snoozed_until,
            self.resolved_at,
            now,
            self.preview,
            sql.truth(self.has_attachment),
            now,
            sql.key(self.held.id),
        )


def _message_row(item: _Item, message_id: UUID, version: int, now: Any) -> tuple[object, ...]:
    inbound = item.inbound
    data = dict(inbound.data)
    if item.masked:
        data["masked"] = list(item.masked)
    if inbound.automatic:
        data["automatic"] = True
    return (
        sql.key(message_id),
        sql.key(item.conversation_id),
        sql.key(item.inbox_id),
        version,
        version,
        sql.key(item.identity_id),
        inbound.sender_name,
        inbound.text,
        inbound.html,
        inbound.quoted,
        inbound.external_id,
        msgspec.json.encode(data).decode() if data else "{}",
        sql.moment(inbound.sent_at),
        now,
    )


def _entry(item: _Item, message_id: UUID, version: int, now: str) -> Entry:
    """What screens show, without another read."""
    inbound = item.inbound
    return Entry(
        id=str(message_id),
        position=version,
        version=version,
        kind="customer",
        at=now,
        author=inbound.sender_name,
        identity_id=str(item.identity_id),
        text=inbound.text,
        html=inbound.html,
        quoted=inbound.quoted,
        external_id=inbound.external_id,
        data=dict(inbound.data) | ({"masked": list(item.masked)} if item.masked else {}),
        files=list(item.shown_files),
    )


def _attach(items: list[_Item], outcomes: dict[tuple[UUID, str], Received]) -> None:
    rows = [
        (
            sql.key(outcomes[(item.inbox_id, item.inbound.external_id)].message_id),
            sql.key(id),
            file.inline_id,
            number,
        )
        for item in items
        for number, (id, file) in enumerate(zip(item.files, item.inbound.files, strict=True))
    ]
    run_many(sql.ATTACH, rows)


def _publish(
    items: list[_Item],
    outcomes: dict[tuple[UUID, str], Received],
    entries: list[Entry],
) -> None:
    received = list(outcomes.values())
    recent.remember(entries)
    events: list[Event] = [MessageReceived(r.message_id, r.conversation_id, r.version) for r in received]
    events += [ConversationOpened(r.conversation_id, r.message_id) for r in received if r.opened]
    events += [SecretStopped(r.conversation_id, r.message_id, r.masked) for r in received if r.masked]
    publish(*events)
