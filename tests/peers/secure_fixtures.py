"""Fixtures with the servers that speak TLS and know tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import Cast
from tests.peers.secure_mail import SecureWorld, secure_world
from tests.peers.secure_post import SecurePost


@pytest.fixture(scope="session")
def secure_servers() -> Iterator[SecureWorld]:
    with secure_world() as world:
        yield world


@pytest.fixture
def secure_post(secure_servers: SecureWorld, transactional_db: None, cast: Cast, settings: Any) -> SecurePost:
    """The cast's mail inbox beside servers that it can reach by TLS; nothing held back for undo."""
    settings.UNDO_SECONDS = 0
    settings.CA_FILE = str(secure_servers.ca_file)
    settings.MAIL_HOSTS_INSIDE = ["127.0.0.1"]
    secure_servers.mail.dovecot.empty()
    return SecurePost(secure_servers, cast)
