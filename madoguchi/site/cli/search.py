"""`madoguchi search`: what a customer would find."""

from __future__ import annotations

from typing import IO, Any

import click

from madoguchi.site.cli._django import start
from madoguchi.site.cli._lines import answer_lines, lines_argument

MOST = 100


@click.command
@lines_argument
def command(source: IO[str]) -> None:
    """Search the help centre as somebody who is not signed in (JSON lines). Nothing is counted.

    Reads {"id", "query", "lang", "limit"?, "any_lang"?} and writes
    {"id", "hits": [{"article", "lang", "title", "url", "score", "snippet"}], "ms"}.

    \b
      {"id": 1, "query": "提现", "lang": "zh"}
    """
    start()
    answer_lines(source, answer)


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """The hits for one line. Raises KeyError for a missing key, ValueError in plain words."""
    from madoguchi.helpcenter.queries.exporting import short_code
    from madoguchi.languages import to_supported
    from madoguchi.search.contract import Query
    from madoguchi.search.queries import search_articles
    from madoguchi.site.addresses import article_url

    language = to_supported(str(item.get("lang") or ""), "en")
    limit = int(item.get("limit") or 10)
    query = Query(
        text=str(item["query"]),
        lang=language,
        limit=max(1, min(limit, MOST)),
        any_lang=bool(item.get("any_lang")),
    )
    found = search_articles(query)
    hits = [
        {
            "article": hit.key,
            "lang": short_code(hit.lang),
            "title": hit.title,
            "url": article_url(hit.lang, hit.holder),
            "score": round(hit.score, 4),
            "snippet": hit.snippet,
        }
        for hit in found.hits
    ]
    return {"hits": hits, "did_you_mean": found.did_you_mean, "ms": round(found.ms, 2)}
