"""Fixtures that all stories share."""

from __future__ import annotations

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The people we know, in an empty installation."""
    return make_cast()
