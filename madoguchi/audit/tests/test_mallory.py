"""Mallory, an insider with all rights on the database, tidies up after himself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from madoguchi.audit import digests, guard, keys
from madoguchi.audit.actions import record
from madoguchi.audit.contract import Kind, Signed
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Checkpoint, Entry, Link
from madoguchi.audit.rows import ROW, as_row
from madoguchi.audit.verifying.database import verify_database
from madoguchi.audit.words import say


def found() -> list[tuple[Kind, int, int]]:
    return [(one.kind, one.first, one.last) for one in verify_database().problems]


def entry(number: int) -> int:
    """The id of the entry with this sequence number."""
    return int(Link.objects.values_list("entry_id", flat=True).get(sequence=number))


def test_an_honest_log(log: None) -> None:
    record(actor="agent:ada", action="conversation.open", subject="conversation:13")
    verdict = verify_database()
    assert (verdict.found, verdict.entries, verdict.checkpoints, verdict.waiting) == (0, 12, 3, 1)
    assert guard.missing() == 0


def test_an_empty_log(transactional_db: None) -> None:
    assert link_waiting() == 0
    verdict = verify_database()
    assert (verdict.found, verdict.entries, verdict.checkpoints) == (0, 0, 0)


@pytest.mark.parametrize("table", guard.TABLES)
@pytest.mark.parametrize("words", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_database_refuses_to_forget(log: None, table: str, words: str) -> None:
    column = "sequence" if table == "audit_link" else "at"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words.format(table, column))
    assert (Entry.objects.count(), Link.objects.count(), Checkpoint.objects.count()) == (12, 12, 3)
    assert found() == []


def test_a_changed_row(mallory: Any) -> None:
    mallory(f"UPDATE audit_entry SET actor = 'agent:otto' WHERE id = {entry(6)}")
    assert found() == [(Kind.CHANGED, 6, 6)]
    said = say(verify_database().problems[0])
    assert "Entry 6 " in said
    assert f"{Entry.objects.get(id=entry(6)).at:%Y-%m-%d %H:%M:%S} UTC" in said
    assert guard.missing() > 0


@pytest.mark.parametrize("column", ["at", "action", "subject", "data"])
def test_every_column_counts(mallory: Any, column: str) -> None:
    value = {"at": "2020-01-01 00:00:00+00:00", "data": '{"n": 7}'}.get(column, "x")
    mallory(f"UPDATE audit_entry SET {column} = '{value}' WHERE id = {entry(6)}")
    assert found() == [(Kind.CHANGED, 6, 6)]


def test_a_removed_row(mallory: Any) -> None:
    mallory(f"DELETE FROM audit_entry WHERE id = {entry(6)}")
    assert found() == [(Kind.REMOVED, 6, 6)]


def test_a_row_removed_with_its_link(mallory: Any) -> None:
    mallory(f"DELETE FROM audit_entry WHERE id = {entry(6)}", "DELETE FROM audit_link WHERE sequence = 6")
    assert found() == [(Kind.REMOVED, 6, 6)]


def test_a_removed_row_and_the_others_moved_up(mallory: Any) -> None:
    mallory(
        f"DELETE FROM audit_entry WHERE id = {entry(6)}",
        "DELETE FROM audit_link WHERE sequence = 6",
        *(f"UPDATE audit_link SET sequence = {n - 1} WHERE sequence = {n}" for n in range(7, 13)),
    )
    kinds = {kind for kind, _first, _last in found()}
    assert kinds >= {Kind.CHANGED, Kind.TRUNCATED}
    assert found()[0][0] in {Kind.CHANGED, Kind.REWRITTEN}


@pytest.mark.parametrize(("a", "b"), [(3, 9), (5, 6), (8, 9), (1, 12)])
def test_two_swapped_rows(mallory: Any, a: int, b: int) -> None:
    one, other = entry(a), entry(b)
    mallory(
        f"UPDATE audit_entry SET id = -1 WHERE id = {one}",
        f"UPDATE audit_entry SET id = {one} WHERE id = {other}",
        f"UPDATE audit_entry SET id = {other} WHERE id = -1",
    )
    assert found() == [(Kind.SWAPPED, a, b)]


@pytest.mark.parametrize(("a", "b"), [(2, 7), (6, 7)])
def test_two_swapped_places(mallory: Any, a: int, b: int) -> None:
    mallory(
        f"UPDATE audit_link SET sequence = -1 WHERE sequence = {a}",
        f"UPDATE audit_link SET sequence = {a} WHERE sequence = {b}",
        f"UPDATE audit_link SET sequence = {b} WHERE sequence = -1",
    )
    assert found() == [(Kind.SWAPPED, a, b)]


def test_the_end_is_cut_off(mallory: Any) -> None:
    mallory(f"DELETE FROM audit_entry WHERE id >= {entry(11)}", "DELETE FROM audit_link WHERE sequence > 10")
    assert found() == [(Kind.TRUNCATED, 11, 12)]
    record(actor="agent:ada", action="conversation.open", subject="conversation:14")
    link_waiting()
    assert found() == [(Kind.REMOVED, 11, 12)], "what comes later does not close the gap"


def test_the_end_is_cut_off_with_its_checkpoint(mallory: Any, home: Path) -> None:
    mallory(
        f"DELETE FROM audit_entry WHERE id >= {entry(9)}",
        "DELETE FROM audit_link WHERE sequence > 8",
        "DELETE FROM audit_checkpoint WHERE number = 3",
    )
    assert found() == [(Kind.TRUNCATED, 12, 12)], "the machine remembers its last checkpoint"
    (home / "audit-checkpoint.json").unlink()
    assert found() == []


def test_a_row_put_in_behind_the_others(mallory: Any) -> None:
    forge(mallory)
    assert found() == [(Kind.UNSIGNED, 13, 13)]
    record(actor="agent:ada", action="conversation.open", subject="conversation:14")
    link_waiting()
    assert found() == [(Kind.PUT_IN, 13, 14)], "our signature does not make it ours"


def forge(mallory: Any) -> None:
    """An entry with its right digest, which needs no key."""
    record(actor="agent:otto", action="conversation.open", subject="conversation:13")
    made = Entry.objects.order_by("-id").values_list(*ROW)[0]
    digest = digests.digest_of(Link.objects.get(sequence=12).digest, 13, as_row(made))
    mallory(f"INSERT INTO audit_link (sequence, entry_id, digest) VALUES (13, {made[0]}, '{digest}')")


def test_a_row_put_in_with_an_old_date(log: None) -> None:
    Entry.objects.create(
        at=timezone.now() - timedelta(days=30),
        actor="agent:otto",
        action="conversation.open",
        subject="conversation:1",
    )
    link_waiting()
    assert found() == [(Kind.BACKDATED, 13, 13)]


def test_the_whole_chain_written_anew(mallory: Any) -> None:
    """With a key of his own: whoever knows the installation's takes it for what it is."""
    mallory(f"UPDATE audit_entry SET actor = 'agent:otto' WHERE id = {entry(6)}")
    digest = Link.objects.get(sequence=5).digest
    for link in Link.objects.filter(sequence__gt=5).order_by("sequence"):
        row = as_row(Entry.objects.values_list(*ROW).get(id=link.entry_id))
        digest = digests.digest_of(digest, link.sequence, row)
        mallory(f"UPDATE audit_link SET digest = '{digest}' WHERE sequence = {link.sequence}")
    assert found() == [(Kind.REWRITTEN, 8, 8), (Kind.REWRITTEN, 12, 12)]
    mallory(f"UPDATE audit_checkpoint SET digest = '{digest}' WHERE number = 3")
    assert (Kind.FORGED, 12, 12) in found()


def test_a_checkpoint_of_another_installation(mallory: Any, settings: Any) -> None:
    own = keys.public_key()
    settings.SECRET_KEY = "another installation's secret, just as long as ours is"
    assert keys.public_key() != own
    at, digest = datetime(2026, 1, 1, tzinfo=UTC), Link.objects.get(sequence=12).digest
    unsigned = Signed(4, 12, digest, at, 0, keys.public_key(), "")
    forged = unsigned._replace(signature=keys.sign(digests.statement_of(unsigned)))
    Checkpoint.objects.create(**forged._asdict(), top=0)
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert len(found()) >= 4, "now neither key is known"


def test_an_earlier_secret_key_still_counts(log: None, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer secret, made when the machine was replaced"
    record(actor="agent:ada", action="conversation.open", subject="conversation:13")
    link_waiting()
    assert found() == []
    assert len({one.key for one in Checkpoint.objects.all()}) == 2
