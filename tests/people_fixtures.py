"""Fixtures that all stories share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from tests.cast import Cast, make_cast


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """People made for a test get a cheap password hash; running installations keep the real one."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers, CACHES=_own_cache()):
        yield


def _own_cache() -> dict[str, Any]:
    """On Redis each test process counts in a database of its own: what one counts or clears is not another's."""
    cache = dict(settings.CACHES["default"])
    if settings.REDIS_URL:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        cache["LOCATION"] = f"{settings.REDIS_URL.rpartition('/')[0]}/{int(worker) + 1}"
    return {"default": cache}


@pytest.fixture
def cast(db: None) -> Cast:
    """The people we know, in an empty installation."""
    return make_cast()
