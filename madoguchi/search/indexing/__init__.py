"""From an article to what the index holds of it."""

from madoguchi.search.indexing.prepare import Limits, Prepared, language_of, prepare

__all__ = ["Limits", "Prepared", "language_of", "prepare"]
