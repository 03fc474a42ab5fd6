"""Where a new conversation goes, and the rules that say so."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from madoguchi.audit import actions as audit
from madoguchi.inbox.actions import route_to
from madoguchi.inbox.queries import head_by_id
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import by, require
from madoguchi.routing.models import Rule
from madoguchi.routing.queries import first_fit


@transaction.atomic
def route(*, conversation_id: UUID) -> None:
    """Apply the first rule that fits. A conversation that somebody took already stays where it is."""
    head = head_by_id(conversation_id)
    if head is None or head.assignee_id or head.status != "new":
        return
    rule = first_fit(channel=head.channel, topic=head.topic, language=head.language)
    if rule:
        route_to(
            conversation_id=conversation_id, team_id=rule.team_id, priority=rule.priority, rule=rule.name
        )


@transaction.atomic
def save_rule(
    *,
    staff: Staff,
    rule_id: int | None,
    name: str,
    enabled: bool,
    channel: str,
    topic: str,
    language: str,
    team_id: int | None,
    priority: int | None,
) -> int:
    """Make a rule (None), which comes last, or change one; an empty condition fits everything."""
    require(staff, Permission.SETTINGS)
    if rule_id:
        rule = Rule.objects.get(id=rule_id)
    else:
        last = Rule.objects.aggregate(last=Max("position"))["last"]
        rule = Rule(position=0 if last is None else last + 1)
    rule.name, rule.enabled = " ".join(name.split())[:100], enabled
    rule.channel, rule.topic, rule.language = channel, topic, language
    rule.team_id, rule.priority = team_id, priority
    rule.save()
    audit.record(actor=by(staff), action="rule.save", subject=f"rule:{rule.id}", data={"name": rule.name})
    return rule.id


@transaction.atomic
def move_rule(*, staff: Staff, rule_id: int, earlier: bool) -> None:
    """One place up (`earlier`) or down; the first stays first."""
    require(staff, Permission.SETTINGS)
    rules = list(Rule.objects.select_for_update().order_by("position", "id"))
    at = next((place for place, rule in enumerate(rules) if rule.id == rule_id), None)
    to = None if at is None else at - 1 if earlier else at + 1
    if at is None or to is None or not 0 <= to < len(rules):
        return
    rules[at], rules[to] = rules[to], rules[at]
    for place, rule in enumerate(rules):
        rule.position = place
    Rule.objects.bulk_update(rules, ["position"])
    audit.record(actor=by(staff), action="rule.move", subject=f"rule:{rule_id}", data={"to": to})


@transaction.atomic
def delete_rule(*, staff: Staff, rule_id: int) -> None:
    require(staff, Permission.SETTINGS)
    rule = Rule.objects.get(id=rule_id)
    rule.delete()
    audit.record(actor=by(staff), action="rule.delete", subject=f"rule:{rule_id}", data={"name": rule.name})
