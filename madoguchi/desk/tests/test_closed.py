"""The list of what is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from madoguchi.desk.render import sort_key
from madoguchi.inbox import queries
from madoguchi.inbox.actions import note, set_status
from madoguchi.inbox.models import Conversation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_what_was_closed_last_stands_first_and_a_note_moves_nothing(cast: Cast) -> None:
    first, second, third = (
        cast.says(f"{name}@kunde.example", "Where is my deposit?", door=cast.mail).reference
        for name in ("kim", "yuki", "marta")
    )
    for reference in (second, first):
        set_status(staff=cast.lena, reference=reference, status="resolved")
    set_status(staff=cast.lena, reference=third, status="spam")
    note(staff=cast.lena, reference=second, text="He called again.", client_id="n1")

    def closed(**more: object) -> list[str]:
        return [head.reference for head in queries.list_conversations(cast.lena, "closed", **more).rows]

    assert closed() == [first, second]
    assert closed(wanted=queries.Filter(reverse=True)) == [second, first]
    heads = queries.list_conversations(cast.lena, "closed").rows
    assert sorted(heads, key=sort_key, reverse=True) == heads, (
        "a row that comes by the socket finds the same place"
    )
    assert Conversation.objects.get(reference=third).list_at > timezone.now() + timedelta(days=365)
