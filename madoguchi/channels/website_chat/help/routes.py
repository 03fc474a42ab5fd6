"""The window's requests for articles: find, read, say whether it helped."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.utils import translation

from madoguchi.channels.website_chat.help.article import shown
from madoguchi.channels.website_chat.help.finding import WORDS, allowed, found
from madoguchi.channels.website_chat.routes import JSON_BYTES, ChatRoutes, Told, answered, visiting
from madoguchi.channels.website_chat.visitors import Visitor
from madoguchi.core.rate import allow
from madoguchi.core.text import storable
from madoguchi.helpcenter.actions.counting import count_click, count_search, count_view, give_feedback
from madoguchi.helpcenter.queries import reading
from madoguchi.inbox.queries import inbox_facts
from madoguchi.languages import to_supported
from madoguchi.live import http
from madoguchi.live.asgi import Receive, Scope

ONCE = "1/30m"
"""A visitor's search counts once, whether its field is left or an article of it is opened first."""


class Find(msgspec.Struct):
    """`done`: the words are as they are meant, and count as a search."""

    q: str
    lang: str = ""
    done: bool = False


class Read(msgspec.Struct):
    """`typed` is the search that led here."""

    slug: str
    lang: str = ""
    typed: str = ""


class Helped(msgspec.Struct):
    slug: str
    helped: bool
    lang: str = ""


class HelpRoutes(ChatRoutes):
    """Beside those of the chat itself; the wiring joins them."""

    @answered
    async def find(self, scope: Scope, receive: Receive) -> dict[str, Any]:
        visitor = visiting(scope)
        ask = await http.read_json(receive, Find, limit=JSON_BYTES)
        await self.pace("help", http.client_address(scope), settings.RATE_HELP)
        return {"hits": await self._in_thread(_found, visitor, ask)}

    @answered
    async def article(self, scope: Scope, receive: Receive) -> Any:
        visitor = visiting(scope)
        ask = await http.read_json(receive, Read, limit=JSON_BYTES)
        await self.pace("help", http.client_address(scope), settings.RATE_HELP)
        return await self._in_thread(_read, visitor, ask)

    @answered
    async def helped(self, scope: Scope, receive: Receive) -> Any:
        visitor = visiting(scope)
        ask = await http.read_json(receive, Helped, limit=JSON_BYTES)
        # Counted together with the votes on the pages.
        await self.pace("help-feedback", http.client_address(scope), settings.RATE_FEEDBACK)
        return await self._in_thread(_vote, visitor, ask)


def _found(visitor: Visitor, ask: Find) -> list[dict[str, Any]]:
    language = to_supported(ask.lang, "en")
    hits = found(visitor, _text(ask.q), language)
    typed = _text(ask.q)
    if ask.done and _first(visitor, "search", typed, language):
        hits_here = sum("other" not in hit for hit in hits)
        count_search(typed, language=language, hits=hits_here, brand_id=_brand(visitor))
    return hits


def _read(visitor: Visitor, ask: Read) -> dict[str, Any]:
    language = to_supported(ask.lang, "en")
    page = _page(visitor, ask.slug, language)
    count_view(article_id=page.article.pk)
    typed = _text(ask.typed)
    if typed and _first(visitor, "search", typed, language):
        count_search(typed, language=language, hits=1, brand_id=_brand(visitor))
    if typed and _first(visitor, "click", typed, language):
        count_click(typed, language=language, brand_id=_brand(visitor))
    with translation.override(language):
        return shown(page, language, allowed(visitor).audiences)


def _brand(visitor: Visitor) -> int:
    """Whose widget he has before him."""
    return inbox_facts(visitor.inbox_id).brand_id


def _first(visitor: Visitor, what: str, typed: str, language: str) -> bool:
    words = " ".join(typed.casefold().split())
    return allow(f"chat-help-{what}:{language}:{words}:{visitor.identity_id}", ONCE) is None


def _vote(visitor: Visitor, ask: Helped) -> dict[str, Any]:
    article = _page(visitor, ask.slug, to_supported(ask.lang, "en")).article
    give_feedback(article_id=article.pk, helped=ask.helped, revision_id=article.live_revision_id)
    return {}


def _page(visitor: Visitor, slug: str, language: str) -> reading.Page:
    """The article at an address, also at an old one. Raises Told where there is none for this visitor."""
    audiences = allowed(visitor).audiences
    at = reading.page(_text(slug), language, audiences)
    if isinstance(at, reading.Moved):
        at = reading.page(at.slug, at.language, audiences)
    if not isinstance(at, reading.Page):
        raise Told(404, "article")
    return at


def _text(text: str) -> str:
    return storable(text[:WORDS], instead="")
