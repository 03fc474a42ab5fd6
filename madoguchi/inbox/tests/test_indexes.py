"""What the database need not do while a customer waits for an answer."""

from __future__ import annotations

from madoguchi.inbox.actions.held import QUIET
from madoguchi.inbox.models import Conversation


def test_his_next_message_changes_nothing_that_stands_in_an_index() -> None:
    listed = {name.lstrip("-") for index in Conversation._meta.indexes for name in index.fields}
    listed |= {field.name for field in Conversation._meta.fields if field.db_index or field.unique}
    assert not listed & set(QUIET)
