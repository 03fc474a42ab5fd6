"""The table of synonyms, for editors."""

from __future__ import annotations

from madoguchi.search.indexing import language_of
from madoguchi.search.models import SynonymGroup


def synonyms(lang: str) -> dict[str, list[str]]:
    """The groups of a language: for each concept its words."""
    rows = SynonymGroup.objects.filter(lang=language_of(lang)).order_by("concept")
    return {row.concept: row.words for row in rows}
