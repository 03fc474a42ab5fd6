"""Every write to the index. Only shielded text may come here."""

from madoguchi.search.actions.articles import forget_articles, index_articles, rebuild
from madoguchi.search.actions.conversations import Document, forget, index, put, words_of
from madoguchi.search.actions.synonyms import put_synonyms, set_synonyms
from madoguchi.search.actions.vectors import embed_pending

__all__ = [
    "Document",
    "embed_pending",
    "forget",
    "forget_articles",
    "index",
    "index_articles",
    "put",
    "put_synonyms",
    "rebuild",
    "set_synonyms",
    "words_of",
]
