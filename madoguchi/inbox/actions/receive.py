"""A customer said something: one message or a batch, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from madoguchi.core.events import Event, publish
from madoguchi.core.plain_sql import sent_together
from madoguchi.inbox import recent
from madoguchi.inbox import statements as sql
from madoguchi.inbox.actions.held import Held, hold, hold_for, raise_all
from madoguchi.inbox.actions.incoming import Item, Refused, prepare
from madoguchi.inbox.actions.opening import open_conversation
from madoguchi.inbox.actions.threading import find_conversation
from madoguchi.inbox.actions.written import attach, entry_of, message_row
from madoguchi.inbox.contract import InboundMessage, Received
from madoguchi.inbox.events import ConversationOpened, MessageReceived, SecretStopped
from madoguchi.inbox.models import Conversation, Message
from madoguchi.people.actions import Sender, recognise_many

Mark = tuple[UUID, str]
# What else belongs into the transaction of a message: called with (place in the batch, outcome) of all it stores.
Also = Callable[[Sequence[tuple[int, Received]]], object]


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
    items = [prepare(place, inbound, inbox_id) for place, (inbound, inbox_id) in enumerate(batch)]
    good = [item for item in items if isinstance(item, Item)]
    outcomes = iter(_write_together_or_alone(good, also))
    return [next(outcomes) if isinstance(item, Item) else item for item in items]


def _write_together_or_alone(items: list[Item], also: Also | None) -> list[Received | Exception]:
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


def _write(items: list[Item], also: Also | None, *, new: bool = False) -> list[Received]:
    """`new`: as far as we know none of them is stored. One that is breaks the constraint, and is found then."""
    with sent_together():
        known = {} if new else sql.known_messages((i.inbox_id, i.inbound.external_id) for i in items)
        seen: set[Mark] = set(known)
        fresh: list[Item] = []
        for item in items:
            mark = item.mark
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


def _first(item: Item, received: dict[Mark, Received]) -> Received | None:
    """What became of this item's id, the first time it is asked for."""
    mark = item.mark
    return received.pop(mark) if mark in received else None


def _again(item: Item) -> Received:
    """The message as it was stored the first time. Raises Refused if another sender tries its id."""
    mark = item.mark
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


def _insert(items: list[Item]) -> dict[Mark, Received]:
    now = timezone.now()
    held = _thread(items, now)
    # Once for the batch: as the database takes it and as screens show it.
    stored_now, shown_now = sql.moment(now), now.isoformat()
    no_hurry = sql.moment(Conversation.place(None, now))
    rows, outcomes, entries = [], {}, []
    for item, message_id in zip(items, sql.new_ids(len(items)), strict=True):
        assert item.conversation_id is not None
        conversation = held[item.conversation_id]
        version = conversation.take(item.inbound, stored_now)
        rows.append(message_row(item, message_id, version, stored_now))
        entries.append((message_id, entry_of(item, message_id, version, shown_now)))
        outcomes[item.mark] = Received(
            message_id=message_id,
            conversation_id=item.conversation_id,
            reference=conversation.reference,
            position=version,
            version=version,
            created_at=now,
            text=item.inbound.text,
            opened=item.opened,
            masked=item.masked,
        )
    sql.write_messages(rows)
    raise_all(held.values(), stored_now, no_hurry)
    attach(zip(items, outcomes.values(), strict=True))
    heads = [(id, conversation.head(stored_now, no_hurry)) for id, conversation in held.items()]
    # Not before the commit: a version that was taken back may come once more, with something else.
    transaction.on_commit(partial(recent.remember, entries, heads))
    _publish(list(outcomes.values()))
    return outcomes


def _recognise(items: list[Item]) -> None:
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


def _thread(items: list[Item], now: datetime) -> dict[UUID, Held]:
    """Where each message belongs: a proven conversation its sender takes part in, else a new one; all of them locked.

    A chat's message names its conversation, and one statement answers for the whole batch; the rest is looked up one
    by one.
    """
    _recognise(items)
    for item in items:
        item.opened = False
    held = hold_for(
        (i.inbound.conversation_id, i.identity_id)
        for i in items
        if i.inbound.conversation_id and i.identity_id
    )
    for item in items:
        named = item.inbound.conversation_id
        if named and named in held and item.identity_id in held[named].writers:
            item.conversation_id = named
        else:
            _find_or_open(item, items, now)
    return held | hold({i.conversation_id for i in items if i.conversation_id} - held.keys())


def _find_or_open(item: Item, items: list[Item], now: datetime) -> None:
    assert item.identity_id is not None
    item.conversation_id, continued = find_conversation(
        item.inbound, identity_id=item.identity_id, batch=_opened_before(item, items)
    )
    if item.conversation_id is None:
        item.conversation_id = open_conversation(
            item.inbound,
            inbox_id=item.inbox_id,
            identity_id=item.identity_id,
            continued_from=continued,
            now=now,
        )
        item.opened = True


def _opened_before(item: Item, items: list[Item]) -> dict[str, UUID]:
    """Conversations of earlier messages of this batch that this one refers to; they are not in the table yet."""
    if not item.inbound.references:
        return {}
    earlier = items[: items.index(item)]
    return {e.inbound.external_id: e.conversation_id for e in earlier if e.conversation_id}


def _publish(received: list[Received]) -> None:
    events: list[Event] = [MessageReceived(r.message_id, r.conversation_id, r.version) for r in received]
    events += [ConversationOpened(r.conversation_id, r.message_id) for r in received if r.opened]
    events += [SecretStopped(r.conversation_id, r.message_id, r.masked) for r in received if r.masked]
    publish(*events)
