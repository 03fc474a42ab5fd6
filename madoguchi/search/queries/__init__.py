"""Every read of the index."""

from madoguchi.search.queries.articles import search_articles
from madoguchi.search.queries.conversations import find
from madoguchi.search.queries.synonyms import concepts, groups_said, says_something, synonym_table, synonyms

__all__ = [
    "concepts",
    "find",
    "groups_said",
    "says_something",
    "search_articles",
    "synonym_table",
    "synonyms",
]
