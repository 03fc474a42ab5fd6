"""Where the socket of the search service is, and who may open it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

LONGEST = 100
"""Bytes; the kernel takes 107 (unix(7))."""


def socket_path() -> Path:
    """In the folder for data, or under a short name in a private folder where that path is too long for a socket."""
    wanted = Path(settings.SEARCH_SOCKET) if settings.SEARCH_SOCKET else Path(settings.HOME) / "search.sock"
    if len(os.fsencode(wanted)) <= LONGEST:
        return wanted
    folder = Path(tempfile.gettempdir()) / f"madoguchi-{os.geteuid()}"
    return folder / f"{hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]}.sock"


def private_folder(path: Path) -> None:
    """Make the socket's folder if need be. Raises PermissionError where it belongs to somebody else."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.stat().st_uid not in (os.geteuid(), 0):
        raise PermissionError(f"{path.parent} belongs to another user; set MADOGUCHI_SEARCH_SOCKET.")


def take(path: Path) -> int | None:
    """Become the one service of this socket: a descriptor to keep open, or None where another process is it.
    The lock is the operating system's and goes with its last holder, however that ends; who starts a service takes
    it first and hands the descriptor over, so that nobody comes between them.
    """
    private_folder(path)
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def handed_over(descriptor: int) -> int:
    """The lock that whoever started this process took for it. Raises OSError where there is none."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.set_inheritable(descriptor, False)
    return descriptor
