"""The last checkpoint is also kept in a file of the home folder, out of reach of whoever has only the database: with
the end of the log its checkpoints could be taken away as well, and nothing in the database would tell.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings

from madoguchi.audit.contract import Signed

log = logging.getLogger(__name__)
NAME = "audit-checkpoint.json"


def note_seen(checkpoint: Signed) -> None:
    """Keep it in place of the one before. Where nothing can be written the log goes on without."""
    path = _path()
    new = path.with_name(f"{NAME}.{os.getpid()}")
    try:
        new.write_bytes(msgspec.json.encode(checkpoint._asdict()))
        new.replace(path)
    except OSError as error:
        log.warning("the audit log's checkpoint could not be kept in %s: %s", path, error)


def last_seen() -> Signed | None:
    """The checkpoint that this machine wrote last, if it wrote any."""
    try:
        kept = msgspec.json.decode(_path().read_bytes())
        return Signed(**(kept | {"at": datetime.fromisoformat(kept["at"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _path() -> Path:
    return Path(settings.HOME) / NAME
