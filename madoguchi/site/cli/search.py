"""`madoguchi search`: what a customer would find in the help centre."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.languages import short_code, to_supported
from madoguchi.search.contract import Hit
from madoguchi.site.addresses import article_url
from madoguchi.site.cli._django import start
from madoguchi.site.cli._lines import answer_lines, lines_argument


@click.command
@lines_argument
def command(source: IO[str]) -> None:
    """Search the help centre (JSON lines).

    Reads {"id", "query", "lang", "limit"?, "any_lang"?, "region"?, "category"?} and writes {"id", "hits", "ms"} with
    "article", "lang", "title", "url", "score", "snippet" and "heading" of each hit; "other_languages" are the articles
    that are offered in other languages, "did_you_mean" is the query as it was probably meant.
    Counts nothing. Asks the process that holds the models, or loads them where none runs.
    """
    start()
    from madoguchi.search.service.run import ask_the_service

    ask_the_service(own_model=True)
    answer_lines(source, answer)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """One search, as the public sees it."""
    from madoguchi.search.contract import Query
    from madoguchi.search.queries import search_articles

    query = Query(
        text=str(item["query"]),
        lang=to_supported(str(item.get("lang") or ""), "en"),
        limit=int(item.get("limit") or 10),
        any_lang=bool(item.get("any_lang")),
        region=str(item.get("region") or ""),
        category=str(item.get("category") or ""),
    )
    found = search_articles(query)
    return {
        "hits": [_hit(hit) for hit in found.hits],
        "other_languages": [_hit(hit) for hit in found.other_languages],
        "did_you_mean": found.did_you_mean,
        "ms": found.ms,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "article": hit.key,
        "lang": short_code(hit.lang),
        "title": hit.title,
        "url": article_url(hit.lang, hit.holder),
        "score": hit.score,
        "snippet": hit.snippet,
        "heading": hit.heading,
    }
