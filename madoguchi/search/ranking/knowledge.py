"""What a process keeps of the index besides vectors: synonyms, and the words that spelling is compared with."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, Max

from madoguchi.search.lexical.spelling import Speller
from madoguchi.search.lexical.thesaurus import Thesaurus
from madoguchi.search.models import SynonymGroup
from madoguchi.search.ranking.asked import ScopeRow
from madoguchi.search.store import vocabulary

SPELLERS = 32
_thesauri: dict[str, tuple[float, tuple[object, ...], Thesaurus]] = {}
_spellers: dict[tuple[int, ...], tuple[float, tuple[int, ...], Speller]] = {}


def thesaurus(lang: str) -> Thesaurus:
    """The synonyms of a language, at most SEARCH_REFRESH_SECONDS old."""
    now = time.monotonic()
    held = _thesauri.get(lang)
    if held and now - held[0] < settings.SEARCH_REFRESH_SECONDS:
        return held[2]
    state = tuple(SynonymGroup.objects.aggregate(Count("id"), Max("id")).values())
    if held and held[1] == state:
        _thesauri[lang] = (now, state, held[2])
        return held[2]
    made = Thesaurus(lang, SynonymGroup.objects.order_by("id").values_list("concept", "lang", "words"))
    _thesauri[lang] = (now, state, made)
    return made


def speller(scopes: Sequence[ScopeRow]) -> Speller:
    """The words of these scopes alone: a word of an audience is never offered to another."""
    name = tuple(scope.id for scope in scopes)
    state = tuple(scope.version for scope in scopes)
    now = time.monotonic()
    held = _spellers.get(name)
    if held and (held[1] == state or now - held[0] < settings.SEARCH_REFRESH_SECONDS):
        return held[2]
    made = Speller(pair for scope in scopes for pair in vocabulary.written_words(scope.id))
    while len(_spellers) >= SPELLERS:
        _spellers.pop(next(iter(_spellers)), None)
    _spellers[name] = (now, state, made)
    return made
