"""Many conversations at once, by SQL: most of them done, some waiting, the longest waits in somebody else's team."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import psycopg

from tests.site_server import Site

# Parts of a thousand. What waits grows with the pile too, so that no view is small.
WAITING, SNOOZED, SPAM = 50, 10, 20
# The newest this many are spread over all teams and agents.
MIXED = 8_000
COLUMNS = (
    "id, reference, proof, subject, topic, fields, status, priority, language, version, waiting_since, list_at,"
    " snoozed_until, resolved_at, last_message_at, last_message_kind, preview, has_attachment, created_at, updated_at,"
    " assignee_id, customer_id, identity_id, team_id, inbox_id"
)


def add(site: Site, *, first: int, last: int) -> None:
    """Conversations number `first` to `last` - 1 of the pile; the site is not running."""
    if site.database:
        with psycopg.connect(site.database, autocommit=True) as connection:
            connection.execute(_postgresql(site, first, last))
            connection.execute("ANALYZE inbox_conversation")
        return
    connection = sqlite3.connect(site.home / "madoguchi.sqlite3")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute(_sqlite(site, first, last))
    connection.commit()
    connection.close()


def _turns(values: Sequence[object], number: str) -> str:
    whens = " ".join(f"WHEN {n} THEN {value}" for n, value in enumerate(values))
    return f"CASE ({number}) % {len(values)} {whens} END"


def _case(site: Site, lite: bool) -> dict[str, str]:
    """Facts of conversation n as SQL. Its age grows with its number, so each step adds what is older."""
    teams = dict(site.rows("SELECT key, id FROM people_team ORDER BY id"))
    agents = [row[0] for row in site.rows("SELECT a.id FROM people_agent a ORDER BY a.user_id")]
    at = (
        "strftime('%Y-%m-%d %H:%M:%f000', 'now', '-' || (n * 7) || ' seconds')"
        if lite
        else "now() - n * interval '7 seconds'"
    )
    later = (
        "strftime('%Y-%m-%d %H:%M:%f000', 'now', '+' || n || ' seconds')"
        if lite
        else "now() + n * interval '1 second'"
    )
    century = (
        "strftime('%Y-%m-%d %H:%M:%f000', 'now', '+100 years', '-' || (n * 7) || ' seconds')"
        if lite
        else "now() + interval '100 years' - n * interval '7 seconds'"
    )
    kind = "((n * 7919) % 1000)"
    status = (
        f"CASE WHEN {kind} < {WAITING} THEN CASE n % 3 WHEN 0 THEN 'new' WHEN 1 THEN 'open' ELSE 'pending' END"
        f" WHEN {kind} < {WAITING + SNOOZED} THEN 'snoozed' WHEN {kind} < {WAITING + SNOOZED + SPAM} THEN 'spam'"
        " WHEN n % 2 = 0 THEN 'resolved' ELSE 'closed' END"
    )
    waits = f"{kind} < {WAITING} AND n % 3 < 2"
    return {
        "reference": "printf('%05X-%05X', n / 1048576, n % 1048576)"
        if lite
        else "upper(lpad(to_hex(n / 1048576), 5, '0') || '-' || lpad(to_hex(n % 1048576), 5, '0'))",
        "status": status,
        "waiting": f"CASE WHEN {waits} THEN {at} END",
        "list_at": f"CASE WHEN {waits} THEN {at} ELSE {century} END",
        "snoozed": f"CASE WHEN {kind} >= {WAITING} AND {kind} < {WAITING + SNOOZED} THEN {later} END",
        "at": at,
        # Old cases belong to a team that the agent of the measurement is not in: his own lie behind them.
        "team": f"CASE WHEN n >= {MIXED} THEN {teams['security']} ELSE {_turns(list(teams.values()), 'n')} END",
        "assignee": f"CASE WHEN n % 2 = 0 THEN CASE WHEN n >= {MIXED} THEN '{agents[-1]}'"
        f" ELSE {_turns([f'{chr(39)}{agent}{chr(39)}' for agent in agents], 'n / 2')} END END",
    }


def _sqlite(site: Site, first: int, last: int) -> str:
    c = _case(site, True)
    return (
        f"WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {last}),"
        " who AS (SELECT id, customer_id FROM people_identity LIMIT 1), door AS (SELECT id FROM inbox_inbox LIMIT 1)"
        f" INSERT INTO inbox_conversation ({COLUMNS})"
        f" SELECT printf('%012x7%019x', 1700000000000 + n, (n * 2654435761) % 1000000007), {c['reference']}, 2,"
        f" 'Where is my withdrawal ' || n, 'withdrawal', '{{}}', {c['status']}, 3, 'en', 1, {c['waiting']},"
        f" {c['list_at']}, {c['snoozed']}, NULL, {c['at']}, 'customer', 'It has been pending since this morning.', 0,"
        f" {c['at']}, {c['at']}, {c['assignee']}, who.customer_id, who.id, {c['team']}, door.id"
        " FROM numbers, who, door"
    )


def _postgresql(site: Site, first: int, last: int) -> str:
    c = _case(site, False)
    return (
        f"INSERT INTO inbox_conversation ({COLUMNS})"
        f" SELECT gen_random_uuid(), {c['reference']}, 2, 'Where is my withdrawal ' || n, 'withdrawal', '{{}}',"
        f" {c['status']}, 3, 'en', 1, {c['waiting']}, {c['list_at']}, {c['snoozed']}, NULL, {c['at']}, 'customer',"
        f" 'It has been pending since this morning.', false, {c['at']}, {c['at']}, {c['assignee']}, who.customer_id,"
        f" who.id, {c['team']}, door.id FROM generate_series({first}, {last - 1}) AS n,"
        " (SELECT id, customer_id FROM people_identity LIMIT 1) AS who, (SELECT id FROM inbox_inbox LIMIT 1) AS door"
    )
