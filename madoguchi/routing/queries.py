"""The rules, and which of them fits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require
from madoguchi.routing.models import Rule


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One rule; empty conditions fit everything, no team or priority leaves what is there."""

    id: int
    name: str
    enabled: bool
    channel: str
    topic: str
    language: str
    team_id: int | None
    team: str
    priority: int | None

    def misses(self, *, channel: str, topic: str, language: str) -> str:
        """The first condition that does not fit ("off" if the rule is switched off); empty: it fits."""
        if not self.enabled:
            return "off"
        for name, wanted, there in (
            ("channel", self.channel, channel),
            ("topic", self.topic, topic),
            ("language", self.language, language),
        ):
            if wanted and wanted != there:
                return name
        return ""


def first_fit(*, channel: str, topic: str, language: str) -> Rule | None:
    """The rule that decides for a new conversation like this."""
    return (
        Rule.objects.filter(enabled=True)
        .filter(Q(channel="") | Q(channel=channel))
        .filter(Q(topic="") | Q(topic=topic))
        .filter(Q(language="") | Q(language=language))
        .order_by("position", "id")
        .first()
    )


def rules(staff: Staff) -> list[RuleFacts]:
    """All in their order."""
    require(staff, Permission.SETTINGS)
    return [
        RuleFacts(
            row.id,
            row.name,
            row.enabled,
            row.channel,
            row.topic,
            row.language,
            row.team_id,
            row.team.name if row.team else "",
            row.priority,
        )
        for row in Rule.objects.select_related("team").order_by("position", "id")
    ]
