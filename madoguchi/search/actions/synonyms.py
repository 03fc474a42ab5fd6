"""Words that mean the same, as editors keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from madoguchi.search.indexing import language_of
from madoguchi.search.models import SynonymGroup


def set_synonyms(lang: str, groups: Mapping[str, Sequence[str]]) -> None:
    """Make these the groups of a language: for each concept (a name that joins the languages) its words.

    Words of several words are found as they stand. Searches know them within a second; nothing is indexed again.
    """
    code = language_of(lang)
    rows = [
        SynonymGroup(
            concept=concept[:100], lang=code, words=list(dict.fromkeys(filter(None, map(str.strip, words))))
        )
        for concept, words in groups.items()
    ]
    with transaction.atomic():
        SynonymGroup.objects.filter(lang=code).delete()
        SynonymGroup.objects.bulk_create(row for row in rows if row.words)


def put_synonyms(lang: str, concept: str, words: Sequence[str]) -> None:
    """Make these the words of one concept in a language; none takes the group away.

    A changed group is a new row: what processes keep of the table asks how many there are and which is the newest.
    """
    code = language_of(lang)
    wanted = list(dict.fromkeys(filter(None, map(str.strip, words))))
    with transaction.atomic():
        SynonymGroup.objects.filter(lang=code, concept=concept[:100]).delete()
        if wanted:
            SynonymGroup.objects.create(concept=concept[:100], lang=code, words=wanted)
