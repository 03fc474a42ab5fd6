from __future__ import annotations

import pytest

from madoguchi.inbox.models import Inbox
from tests.cast import Cast, make_cast
from tests.website_chat.stage import SITE


@pytest.fixture
def chat(transactional_db: None) -> Cast:
    """The cast with a chat that the exchange's own website may embed; seen by every thread."""
    cast = make_cast()
    Inbox.objects.filter(id=cast.chat.id).update(settings={"origins": [SITE]}, languages=["en", "ja", "ko"])
    return cast
