"""How entries and checkpoints are spelled before they are hashed and signed; docs/how-to/audit.md says the same.

What is read back from the database is spelled, so both databases and a file of an export give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from madoguchi.audit.contract import Row, Signed

FORMAT = "madoguchi-audit/1"
"""Of an exported file."""
_spell = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


def digest_of(previous: str, sequence: int, row: Row) -> str:
    """SHA-256 over the 32 bytes of the digest before it and the entry as a JSON list, hexadecimal."""
    spelled = _spell([sequence, row.id, moment(row.at), row.actor, row.action, row.subject, row.data])
    return hashlib.sha256(bytes.fromhex(previous) + spelled.encode()).hexdigest()


def statement_of(checkpoint: Signed) -> bytes:
    """What a checkpoint's signature is made over."""
    number, sequence, digest, at, linked, *_ = checkpoint
    return _spell(["madoguchi audit checkpoint", number, sequence, digest, moment(at), linked]).encode()


def statement_of_file(sha256: str) -> bytes:
    """What the last line of an export signs: the hash of all lines before it."""
    return _spell(["madoguchi audit export", sha256]).encode()


def moment(at: datetime) -> str:
    """ISO 8601 in UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def end_line(sha256: str, key: str, signature: str) -> str:
    """The last line of an export."""
    return _spell({"kind": "end", "sha256": sha256, "key": key, "signature": signature}) + "\n"
