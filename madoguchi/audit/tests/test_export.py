"""An auditor verifies a copy of the log without the database; one changed byte is found."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from madoguchi.audit import keys
from madoguchi.audit.actions import record
from madoguchi.audit.contract import Kind, Wanted
from madoguchi.audit.export import export_lines
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Entry
from madoguchi.audit.verifying.file import NoLog, verify_lines


def exported(**wanted: Any) -> list[bytes]:
    return [line.encode() for line in export_lines(Wanted(**wanted))]


def kinds(lines: list[bytes], **how: Any) -> set[Kind]:
    return {problem.kind for problem in verify_lines(lines, **how).problems}


def test_a_whole_log(log: None) -> None:
    verdict = verify_lines(exported(), keys=[keys.public_key()])
    assert (verdict.found, verdict.entries, verdict.checkpoints, verdict.excerpt) == (0, 12, 3, False)


def test_every_byte_counts(log: None) -> None:
    whole = b"".join(exported())
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        lines = io.BytesIO(changed).readlines()
        try:
            assert verify_lines(lines, keys=[keys.public_key()]).found, place
        except NoLog:
            assert place <= whole.index(b"\n")


def test_a_changed_line_is_named(log: None) -> None:
    lines = exported()
    place = next(n for n, line in enumerate(lines) if b'"sequence":6' in line)
    lines[place] = lines[place].replace(b"agent:ada", b"agent:eve")
    problems = verify_lines(lines).problems
    assert [(one.kind, one.first) for one in problems] == [(Kind.FILE_CHANGED, 0), (Kind.CHANGED, 6)]


def test_lines_taken_out_cut_off_or_added(log: None) -> None:
    lines = exported()
    assert Kind.FILE_CUT in kinds(lines[:-1])
    assert Kind.FILE_CUT in kinds(lines[:5])
    assert kinds(lines[:4] + lines[5:]) >= {Kind.FILE_CHANGED, Kind.REMOVED}
    assert Kind.FILE_CHANGED in kinds([*lines, lines[3]])
    assert Kind.UNREADABLE in kinds([*lines[:3], b"{", *lines[3:]])
    for nonsense in (
        [],
        [b"{}\n"],
        [b"hello"],
        [b"[1]"],
        lines[1:],
        [lines[0].replace(b'"after":0', b'"after":null')],
    ):
        with pytest.raises(NoLog):
            verify_lines(nonsense)


def test_a_file_written_by_mallory(log: None, settings: Any) -> None:
    ours = keys.public_key()
    settings.SECRET_KEY = "a key that Mallory made up for the auditor's eyes"
    lines = exported()
    assert kinds(lines, keys=[ours]) == {Kind.FILE_CHANGED}
    assert verify_lines(lines).keys != [ours], "the verdict names the key, so that it can be compared"


def test_an_excerpt_says_so(log: None) -> None:
    record(actor="agent:otto", action="conversation.open", subject="conversation:1")
    link_waiting()
    lines = exported(subject="conversation:1")
    assert json.loads(lines[0])["excerpt"] is True
    verdict = verify_lines(lines)
    assert (verdict.found, verdict.entries, verdict.excerpt) == (0, 2, True)
    assert b"conversation:2" not in b"".join(lines)
    place = next(n for n, line in enumerate(lines) if b'"sequence":13' in line)
    lines[place] = lines[place].replace(b"otto", b"lena")
    assert kinds(lines) == {Kind.FILE_CHANGED, Kind.CHANGED}


def test_some_days(log: None) -> None:
    since = Entry.objects.order_by("id")[5].at
    verdict = verify_lines(exported(since=since, until=timezone.now() + timedelta(days=1)))
    assert (verdict.found, verdict.first, verdict.last) == (0, 6, 12)
    until = Entry.objects.order_by("id")[5].at
    verdict = verify_lines(exported(until=until))
    assert (verdict.found, verdict.first, verdict.last) == (0, 1, 8), "up to the checkpoint that signs it"
    assert verify_lines(exported(since=timezone.now() + timedelta(days=1))).entries == 0


def test_odd_contents_come_through(transactional_db: None) -> None:
    record(
        actor="agent:ada",
        action="a",
        subject="\u2028é😀",
        data={"z": [1, 2.5, None, True], "a": {"ü": "\x7f\u0000"[:1]}},
    )
    link_waiting()
    assert verify_lines(exported()).found == 0
