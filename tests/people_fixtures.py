"""Fixtures that all stories share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.cast import Cast, make_cast


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """People made for a test get a cheap password hash; running installations keep the real one."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The people we know, in an empty installation."""
    return make_cast()
