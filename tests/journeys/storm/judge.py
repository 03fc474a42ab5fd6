"""What must hold after the storm, read from the database and compared with what the senders know."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

from tests.journeys.storm.senders import Chatter, Sender
from tests.site_server import Site

SETTLED_SECONDS = 90
ROWS = (
    "SELECT m.text, c.reference, m.position, m.id FROM inbox_message m"
    " JOIN inbox_conversation c ON c.id = m.conversation_id"
    " WHERE m.kind = 'customer' AND m.text LIKE 'storm %' ORDER BY m.conversation_id, m.position"
)


def judge(site: Site, senders: Sequence[Sender]) -> list[str]:
    """Every broken promise in words; empty: nothing lost, nothing doubled, the order kept, screens as the rows."""
    rows = _settled(site, sum(len(sender.acknowledged) for sender in senders))
    stored: dict[str, int] = defaultdict(int)
    of_sender: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
    for text, reference, position, message_id in rows:
        text = text.strip()
        stored[text] += 1
        of_sender[text.split(" number ")[0]].append((text, reference, position, str(message_id)))
    broken = [f"doubled: {text}" for text, count in stored.items() if count > 1]
    for sender in senders:
        broken += [f"lost: {text}" for text in sender.acknowledged if text not in stored]
        mine = of_sender[f"storm {sender.channel} {sender.name}"]
        if sender.channel == "form":
            continue
        if len({reference for _, reference, _, _ in mine}) != 1:
            broken.append(f"{sender.name}: {len({row[1] for row in mine})} conversations instead of one")
        if [text for text, _, _, _ in mine] != sender.texts:
            broken.append(f"{sender.name}: the order is not kept")
        if isinstance(sender, Chatter):
            broken += _screen(sender, mine)
    return broken


def _settled(site: Site, expected: int) -> list[tuple[str, str, int, str]]:
    """The rows, once as many are stored as were acknowledged (mail may wait for its job), or after a while."""
    end = time.monotonic() + SETTLED_SECONDS
    while True:
        rows = site.rows(ROWS.replace("%", "%%") if site.database else ROWS)
        if len(rows) >= expected or time.monotonic() > end:
            return rows
        time.sleep(0.2)


def _screen(chatter: Chatter, rows: list[tuple[str, str, int, str]]) -> list[str]:
    shown = sorted((place, text) for place, text in chatter.screen.values() if text.startswith("storm "))
    stored = sorted((place, text) for text, _, place, _ in rows)
    return [] if shown == stored else [f"{chatter.name}: the screen shows {len(shown)} of {len(stored)} rows"]
