"""One change to many conversations: each by its own action in its own transaction, so that what one may not or cannot
does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.utils.translation import gettext as _

from madoguchi.desk import words
from madoguchi.inbox import actions
from madoguchi.inbox.contract import Head, InboxError, NotAllowed
from madoguchi.inbox.queries import head
from madoguchi.people.contract import Staff

STATUSES = ("open", "pending", "snoozed", "resolved", "closed", "spam")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: `do` is status, agent, team, priority or tags; `value` as the single change takes it."""

    do: str
    value: str
    until: datetime | None = None


@dataclass(slots=True)
class Outcome:
    """References of what changed and what was so already; what did not change, with its name and the reason; and
    what was before, as (do, value) → references, where it can be set again."""

    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    before: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def change_many(staff: Staff, references: Sequence[str], wish: Wish) -> Outcome:
    """Raises InboxError if the wish itself is nothing that could be done."""
    change = _change(staff, wish)
    outcome = Outcome()
    for reference in dict.fromkeys(references):
        facts = head(staff, reference)
        if facts is None:
            outcome.failed.append((reference, "", _not_there()))
            continue
        try:
            changed = change(reference)
        except NotAllowed:
            outcome.failed.append((reference, words.title(facts), _not_there()))
        except InboxError as refused:
            outcome.failed.append((reference, words.title(facts), str(refused)))
        except DatabaseError:  # of one conversation: another writer holds it for long
            outcome.failed.append((reference, words.title(facts), _("This did not work. Try again.")))
        else:
            (outcome.changed if changed else outcome.same).append(reference)
            if changed:
                _remember(outcome, facts, wish)
    return outcome


def _change(staff: Staff, wish: Wish) -> Callable[[str], bool]:
    if wish.do == "status" and wish.value in STATUSES:
        return lambda reference: actions.set_status(
            staff=staff, reference=reference, status=wish.value, until=wish.until
        )
    if wish.do == "agent":
        agent_id = staff.agent_id if wish.value == "me" else _uuid(wish.value)
        return lambda reference: actions.assign(staff=staff, reference=reference, agent_id=agent_id)
    if wish.do == "team" and (wish.value.isdecimal() or not wish.value):
        team_id = int(wish.value) if wish.value else None
        return lambda reference: actions.set_team(staff=staff, reference=reference, team_id=team_id)
    if wish.do == "priority" and wish.value.isdecimal() and int(wish.value) in words.PRIORITIES:
        return lambda reference: actions.set_priority(
            staff=staff, reference=reference, priority=int(wish.value)
        )
    if wish.do == "tags" and (names := tag_names(wish.value)):
        return lambda reference: actions.add_tags(staff=staff, reference=reference, names=names)
    raise InboxError(_("This cannot be done with several conversations at once."))


def tag_names(typed: str) -> list[str]:
    """Names as somebody typed them, separated by commas of any script."""
    names = typed.replace("、", ",").replace("，", ",").replace("،", ",").split(",")
    return [name for name in names if name.strip()]


def _remember(outcome: Outcome, facts: Head, wish: Wish) -> None:
    """What a single change can take back: a snooze is ended by opening."""
    if wish.do == "status":
        back = "open" if facts.status in ("new", "snoozed") else facts.status
        outcome.before.setdefault(("status", back), []).append(facts.reference)
    elif wish.do == "agent":
        outcome.before.setdefault(("agent", facts.assignee_id), []).append(facts.reference)


def _not_there() -> str:
    return _("It is not there, or belongs to another team.")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InboxError(_("This agent is not there any more.")) from None
