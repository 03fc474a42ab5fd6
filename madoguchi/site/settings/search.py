"""Search."""

from __future__ import annotations

from madoguchi.core.env import Area

_area = Area("Search")
SEARCH_QUERY_CHARACTERS = _area.number(
    "MADOGUCHI_SEARCH_QUERY_CHARACTERS", 400, "Characters of a query that are read"
)
SEARCH_QUERY_WORDS = _area.number("MADOGUCHI_SEARCH_QUERY_WORDS", 48, "Words of a query that are looked up")
SEARCH_HITS = _area.number("MADOGUCHI_SEARCH_HITS", 50, "Hits of one search at most")
SEARCH_CANDIDATES = _area.number(
    "MADOGUCHI_SEARCH_CANDIDATES",
    100,
    "Articles that are scored to the end, from words and from vectors each",
)
SEARCH_POSTINGS = _area.number(
    "MADOGUCHI_SEARCH_POSTINGS",
    2_000,
    "Occurrences that the database ranks for one search; the rarest words of the query come first",
)
SEARCH_ARTICLE_CHARACTERS = _area.number(
    "MADOGUCHI_SEARCH_ARTICLE_CHARACTERS", 100_000, "Characters of one article that can be found"
)
SEARCH_ARTICLE_SENTENCES = _area.number(
    "MADOGUCHI_SEARCH_ARTICLE_SENTENCES", 200, "Sentences of one article that get a vector"
)
SEARCH_BATCH = _area.number("MADOGUCHI_SEARCH_BATCH", 50, "Articles that are indexed in one transaction")
SEARCH_VECTOR_BYTES = _area.number(
    "MADOGUCHI_SEARCH_VECTOR_BYTES",
    250_000_000,
    "Memory for vectors in one process; beyond it the least used collections are read again when asked for",
)
SEARCH_REFRESH_SECONDS = _area.decimal(
    "MADOGUCHI_SEARCH_REFRESH_SECONDS", 1, "How old what a process keeps of the index may be"
)
SYNONYM_GROUPS = _area.number(
    "MADOGUCHI_SYNONYM_GROUPS", 1_000, "Groups of synonyms that one language may have"
)
SYNONYM_WORDS = _area.number("MADOGUCHI_SYNONYM_WORDS", 50, "Words that one group of synonyms may have")
SEARCH_SOCKET = _area.text(
    "MADOGUCHI_SEARCH_SOCKET",
    "",
    "The local socket of the process that holds models and vectors, beside `web` and `worker`; empty: in the"
    " folder for data",
)
SEARCH_SERVICE_SECONDS = _area.decimal(
    "MADOGUCHI_SEARCH_SERVICE_SECONDS",
    1,
    "How long that process is waited for; then a search goes by words alone",
)
SEARCH_SERVICE_THREADS = _area.number(
    "MADOGUCHI_SEARCH_SERVICE_THREADS", 2, "Searches that it answers at a time"
)
