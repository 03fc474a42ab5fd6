from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from madoguchi.people.contract import Staff
from madoguchi.people.models import Agent
from tests.cast import Cast

SignIn = Callable[[Staff], Client]


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """A browser in which this agent is signed in."""

    def sign_in(staff: Staff) -> Client:
        browser = Client()
        browser.force_login(Agent.objects.get(id=staff.agent_id).user)
        return browser

    return sign_in
