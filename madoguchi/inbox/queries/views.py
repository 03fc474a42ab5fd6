"""The desk's views as SQL: each is a union of branches, and each branch reads one partial index from its start.

"Visible to me" is an OR (of my teams, of no team, mine), and no index serves an OR in order: a database would read a
view's whole pile and sort it. One branch for each of its parts, cut off at a page's length, costs the same with ten
conversations and ten million.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from madoguchi.inbox import statements as sql
from madoguchi.people.contract import Permission, Staff

# Literals, not parameters: SQLite uses a partial index only where it can see that the condition holds.
WAITING = "status IN ('new', 'open', 'pending')"
SNOOZED = "status = 'snoozed'"
CLOSED = "status IN ('resolved', 'closed')"
SPAM = "status = 'spam'"


@dataclass(frozen=True, slots=True)
class View:
    """One view: which conversations, and the column it is sorted by (`newest`: downwards)."""

    key: str
    where: str
    column: str
    newest: bool = False
    whose: str = ""

    @property
    def order(self) -> str:
        direction = " DESC" if self.newest else ""
        return f"{self.column}{direction}, id{direction}"


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("mine", WAITING, "list_at", whose="mine"),
        View("unassigned", f"{WAITING} AND assignee_id IS NULL", "list_at", whose="nobody"),
        View("team", WAITING, "list_at", whose="team"),
        View("all", WAITING, "list_at"),
        View("snoozed", SNOOZED, "snoozed_until"),
        View("closed", CLOSED, "list_at", newest=True),
        View("spam", SPAM, "list_at", newest=True),
    )
}

# A condition and its values.
Branch = tuple[str, list[Any]]


def members(
    staff: Staff,
    view: View,
    *,
    team_id: int | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
    stretch: Branch = ("", []),
) -> tuple[str, list[Any]]:
    """SQL and values that read the ids of a view's first `limit` conversations after a place, and maybe some more.

    Each branch brings its first ones, so the first of all of them are among these. `stretch` narrows all of them to a
    part of the order.
    """
    parts: list[str] = []
    values: list[Any] = []
    for condition, given in _branches(staff, view, team_id):
        where = f"{view.where} AND {condition}" if condition else view.where
        if stretch[0]:
            where += f" AND {stretch[0]}"
            given = [*given, *stretch[1]]
        if after:
            where += f" AND ({view.column}, id) {'<' if view.newest else '>'} (%s, %s)"
            given = [*given, sql.moment(after[0]), sql.key(after[1])]
        parts.append(
            f"SELECT id FROM (SELECT id FROM inbox_conversation WHERE {where}"  # noqa: S608 - placeholders only
            f" ORDER BY {view.order} LIMIT {limit:d}) AS branch_{len(parts)}"
        )
        values += given
    # UNION, not UNION ALL: what is mine may also be my team's.
    return " UNION ".join(parts) or "SELECT id FROM inbox_conversation WHERE 1 = 0", values


def _branches(staff: Staff, view: View, team_id: int | None) -> list[Branch]:
    mine: Branch = ("assignee_id = %s", [sql.key(staff.agent_id)])
    if view.whose == "mine":
        return [mine]
    everything = staff.may(Permission.SEE_ALL)
    if view.whose == "team" and team_id:
        if everything or team_id in staff.team_ids:
            return _of_teams([team_id])
        return [("assignee_id = %s AND team_id = %s", [sql.key(staff.agent_id), team_id])]
    teams = _of_teams(sorted(staff.team_ids))
    if view.whose == "team":
        return teams
    if everything:
        return [("", [])]
    without_team: Branch = ("team_id IS NULL", [])
    return [*teams, without_team] if view.whose == "nobody" else [*teams, without_team, mine]


def _of_teams(team_ids: Sequence[int]) -> list[Branch]:
    return [("team_id = %s", [team_id]) for team_id in team_ids]
