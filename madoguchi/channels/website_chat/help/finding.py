"""The articles that a visitor may find, and the few that are offered before he asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from madoguchi.channels.website_chat.visitors import SIGNED_IN, Visitor
from madoguchi.helpcenter.contract import ANYONE, Audience, audiences_of_customer
from madoguchi.helpcenter.queries.popular import popular
from madoguchi.languages import BY_CODE
from madoguchi.people.queries import country_of, vip_level
from madoguchi.search.contract import Hit, Query
from madoguchi.search.queries import search_articles

OFFERED = 4
FOUND = 5
WORDS = 200


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a visitor may read, and where he is, if the exchange or he himself told us."""

    audiences: frozenset[Audience]
    region: str


def allowed(visitor: Visitor) -> Allowed:
    """Only whom the exchange has signed in is a customer here, and only he can be a VIP."""
    if visitor.proof < SIGNED_IN:
        return Allowed(ANYONE, "")
    audiences = audiences_of_customer(vip=vip_level(visitor.customer_id) > 0)
    return Allowed(audiences, country_of(visitor.customer_id))


def offered(visitor: Visitor, language: str) -> list[dict[str, Any]]:
    """What most people read. The browser keeps these between visits, so they are public ones, whoever asks."""
    region = country_of(visitor.customer_id) if visitor.proof >= SIGNED_IN else ""
    links = popular(language, region=region, limit=OFFERED)
    return [_line(link.slug, link.title, "", link.language, language) for link in links]


def found(visitor: Visitor, typed: str, language: str) -> list[dict[str, Any]]:
    """What fits to a text that is still being typed; nothing below two letters of an alphabet."""
    typed = " ".join(typed.split())[:WORDS]
    if len(typed) < 2 and typed.isascii():
        return []
    may = allowed(visitor)
    audiences = frozenset(str(audience) for audience in may.audiences)
    query = Query(typed, language, FOUND, audiences=audiences, region=may.region, typing=True)
    result = search_articles(query)
    hits: list[Hit] = [*result.hits, *result.other_languages[:2]]
    return [_line(hit.holder, hit.title, hit.snippet, hit.lang, language) for hit in hits if hit.holder]


def _line(slug: str, title: str, snippet: str, lang: str, language: str) -> dict[str, Any]:
    theirs = BY_CODE.get(lang)
    other = theirs.endonym if theirs and lang != language else ""
    line = {"slug": slug, "title": title, "snippet": snippet, "lang": theirs.html_lang if theirs else lang}
    return {**line, "other": other} if other else line
