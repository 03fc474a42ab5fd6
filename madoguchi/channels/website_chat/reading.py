"""What a visitor reads of his conversations: frames as the widget takes them. All of it uses the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import translation

from madoguchi.channels.website_chat.frames import Item, Items, Older, Watch, gone
from madoguchi.channels.website_chat.items import about, items
from madoguchi.inbox.actions import read_up_to
from madoguchi.inbox.contract import Head
from madoguchi.inbox.queries import head, older
from madoguchi.inbox.queries.own_news import AGENTS, Asked, News, own_news
from madoguchi.people.contract import Reader

Frame = Items | dict[str, Any]


class Question(NamedTuple):
    """Who watches what, and the language of his screen."""

    reader: Reader
    frame: Watch
    lang: str


def sync(questions: Sequence[Question]) -> list[Frame]:
    """For each, everything after version `frame.v`; with 0 the newest entries."""
    asked = [Asked(one.reader, one.frame.c, one.frame.v) for one in questions]
    return [_answer(one, news) for one, news in zip(questions, own_news(asked), strict=True)]


def before(reader: Reader, frame: Older, lang: str) -> Frame:
    with translation.override(lang):
        facts = head(reader, frame.c)
        found = older(reader, frame.c, before=frame.p)
        if facts is None or found is None:
            return gone(frame.c)
        entries, more = found
        return Items(t="older", c=frame.c, items=items(entries, read_up_to=_read(facts)), more=more)


def to_confirm(frame: Frame) -> list[UUID]:
    """Answers of a frame that its reader now has."""
    return [UUID(item.m) for item in frame.items if item.k == "agent"] if isinstance(frame, Items) else []


def _answer(one: Question, news: News | None) -> Frame:
    if news is None:
        return gone(one.frame.c)
    if news.too_much:
        return {"t": "reload", "c": one.frame.c}
    shown: list[Item] = []
    if news.entries:
        with translation.override(one.lang):
            shown = items(news.entries, read_up_to=news.agents_read)
    return Items(
        t="sync", c=news.reference, v=news.version, items=shown, conversation=about(news), more=news.more
    )


def _read(facts: Head) -> int:
    return read_up_to(conversation_id=UUID(facts.id), prefix=AGENTS)
