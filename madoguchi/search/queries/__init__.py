"""Every read of the index."""

from madoguchi.search.queries.articles import search_articles
from madoguchi.search.queries.conversations import find
from madoguchi.search.queries.synonyms import synonyms

__all__ = ["find", "search_articles", "synonyms"]
