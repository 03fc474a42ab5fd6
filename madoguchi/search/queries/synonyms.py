"""The table of synonyms, for editors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from madoguchi.search.analysis import analyser
from madoguchi.search.indexing import language_of
from madoguchi.search.models import SynonymGroup
from madoguchi.search.starter_synonyms import groups as starters


@dataclass(frozen=True, slots=True)
class Group:
    """Words of one language that mean the same. `starter` are those that the installation began with."""

    concept: str
    words: tuple[str, ...]
    starter: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.starter) and self.starter != self.words


def synonyms(lang: str) -> dict[str, list[str]]:
    """The groups of a language: for each concept its words."""
    rows = SynonymGroup.objects.filter(lang=language_of(lang)).order_by("concept")
    return {row.concept: row.words for row in rows}


def synonym_table(lang: str) -> tuple[list[Group], list[Group]]:
    """The groups of a language by concept, and the starters that were taken away."""
    code = language_of(lang)
    began = {concept: tuple(words) for concept, of, words in starters() if of == code}
    now = synonyms(code)
    there = [Group(concept, tuple(words), began.get(concept, ())) for concept, words in now.items()]
    gone = [Group(concept, words, words) for concept, words in sorted(began.items()) if concept not in now]
    return there, gone


def concepts() -> list[str]:
    """Every concept of any language; the same one joins the words of several."""
    return list(SynonymGroup.objects.order_by("concept").values_list("concept", flat=True).distinct())


def says_something(word: str, lang: str) -> bool:
    """Whether search reads anything in it: signs alone are never found."""
    return bool(_terms(word, language_of(lang)))


def groups_said(text: str, lang: str) -> list[Group]:
    """The groups of which a query says a word, in any language, with what stands for it in this one."""
    code = language_of(lang)
    rows = list(SynonymGroup.objects.order_by("concept").values_list("concept", "lang", "words"))
    asked: dict[str, tuple[str, ...]] = {}
    said = set()
    for concept, of, words in rows:
        query = asked.setdefault(of, _terms(text, of))
        if any(_holds(query, _terms(word, of)) for word in words):
            said.add(concept)
    return [Group(concept, tuple(words)) for concept, of, words in rows if of == code and concept in said]


@lru_cache(maxsize=8_192)
def _terms(text: str, lang: str) -> tuple[str, ...]:
    reader = analyser(lang)
    return tuple(word.term for word in reader.words(reader.fold(text)) if not word.extra)


def _holds(query: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return bool(size) and any(query[at : at + size] == wanted for at in range(len(query) - size + 1))
