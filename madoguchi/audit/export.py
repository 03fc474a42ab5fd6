"""The log as JSON lines that can be verified without the database; docs/how-to/audit.md explains each line.

A range is whole: every entry between its first and its last, up to the checkpoint that signs the last. An excerpt
leaves entries out; each of its entries carries the digest before it. The last line signs the hash of the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from madoguchi.audit.contract import START, Linked, Signed, Wanted
from madoguchi.audit.digests import FORMAT, end_line, moment, statement_of_file
from madoguchi.audit.keys import known_keys, public_key, sign
from madoguchi.audit.models import Checkpoint, Link
from madoguchi.audit.queries import matches
from madoguchi.audit.rows import chain

_spell = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode


def export_lines(wanted: Wanted) -> Iterator[str]:
    """Lines with their ends; what is not linked yet is not in it."""
    first, last = _range(wanted)
    hashed = hashlib.sha256()
    for line in _lines(wanted, first, last):
        text = _spell(line) + "\n"
        hashed.update(text.encode())
        yield text
    sha256 = hashed.hexdigest()
    yield end_line(sha256, public_key(), sign(statement_of_file(sha256)))


def _lines(wanted: Wanted, first: int, last: int) -> Iterator[dict[str, Any]]:
    before = Link.objects.filter(sequence=first - 1).values_list("digest", flat=True).first()
    yield {
        "kind": "log",
        "format": FORMAT,
        "exported_at": moment(timezone.now()),
        "excerpt": wanted.partial,
        "wanted": wanted.facts(),
        "after": first - 1,
        "digest": before or START,
        "keys": known_keys(),
    }
    previous = before or START
    for part in chain(after=first - 1, last=last):
        if isinstance(part, Signed):
            yield {"kind": "checkpoint"} | part._asdict() | {"at": moment(part.at)}
            continue
        if matches(part.row, wanted):
            yield _entry(part, previous if wanted.partial else "")
        previous = part.digest


def _entry(part: Linked, previous: str) -> dict[str, Any]:
    row = part.row._asdict() | {"at": moment(part.row.at)} if part.row else {"gone": True}
    line = {"kind": "entry", "sequence": part.sequence, **row, "digest": part.digest}
    return line | ({"previous": previous} if previous else {})


def _range(wanted: Wanted) -> tuple[int, int]:
    """The first and last sequence number: the days asked for, up to the checkpoint that signs the last of them."""
    links = Link.objects.all()
    if wanted.since:
        links = links.filter(entry__at__gte=wanted.since)
    if wanted.until:
        links = links.filter(entry__at__lt=wanted.until)
    ends = links.aggregate(first=Min("sequence"), last=Max("sequence"))
    first, last = ends["first"] or 1, ends["last"] or 0
    signed = Checkpoint.objects.filter(sequence__gte=last).order_by("number") if last else None
    return first, (signed.values_list("sequence", flat=True).first() if signed is not None else None) or last
