"""A plan meets the index: what its words are worth there, what an unfinished or mistyped word may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from madoguchi.search.analysis import Analyser
from madoguchi.search.lexical.plan import Group, Plan, only_known, weigh
from madoguchi.search.lexical.spelling import Speller
from madoguchi.search.store import vocabulary

UNFINISHED, ONE_EDIT, TWO_EDITS, ONE_SIGN = 0.9, 0.8, 0.6, 0.4
ENDINGS = 12
ONE_WORD = 4
"""Groups of a query that is hardly more than a word."""
MISTYPED = 6
"""Words of one query that are compared with the words of the index; each comparison takes a millisecond or two."""


def ask(
    plan: Plan,
    reader: Analyser,
    *,
    scopes: Sequence[int],
    articles: int,
    typing: bool,
    speller: Callable[[], Speller] | None,
) -> Counter[str]:
    """Weigh the groups of the plan; returns how many articles of the scopes hold each term.

    The last word is taken for a beginning while someone is typing, a single ideograph always; a word that no
    article holds is taken for the nearest ones, where there is a speller; ideographs of one
    unknown word by half.
    """
    _complete(plan, scopes, typing=typing)
    counts = vocabulary.counts(scopes, plan.terms())
    unknown = [g for g in plan.groups if _may_be_mistyped(g) and not _held(g, counts)][:MISTYPED]
    if unknown and speller:
        meant = [_correct(group, reader, speller()) for group in unknown]
        counts |= vocabulary.counts(
            scopes, [term for group in unknown for a in group.alternatives for term in a.terms]
        )
        plan.corrected = _said_right(plan, [word for word in meant if word])
    if speller and len(plan.groups) <= ONE_WORD and not any(_held(group, counts) for group in plan.groups):
        counts |= _half_right(plan, scopes)
    only_known(plan, counts)
    weigh(plan, counts, articles)
    return counts


def _complete(plan: Plan, scopes: Sequence[int], *, typing: bool) -> None:
    for group in plan.groups:
        single = group.kind in ("han", "hangul") and len(group.raw) == 1
        unfinished = typing and group.end == len(plan.folded.rstrip()) and group.kind in ("word", "code")
        unfinished = unfinished and not plan.folded[-1:].isspace()
        if single or unfinished:
            for term in vocabulary.beginning_with(scopes, group.raw, limit=ENDINGS):
                group.offer((term,), UNFINISHED)


def _half_right(plan: Plan, scopes: Sequence[int]) -> Counter[str]:
    """Where nothing of a word is known: pairs of ideographs or syllables that begin alike, for one sign of a word
    is easily taken for another that sounds the same.
    """
    found: Counter[str] = Counter()
    for group in [group for group in plan.groups if group.kind in ("han", "hangul")]:
        near = vocabulary.beginning_with(scopes, group.raw[0], limit=ENDINGS)
        for term in near:
            group.offer((term,), ONE_SIGN)
        found |= near
    return found


def _held(group: Group, counts: Counter[str]) -> bool:
    return any(all(term in counts for term in a.terms) for a in group.alternatives)


def _may_be_mistyped(group: Group) -> bool:
    return group.kind == "word"


def _correct(group: Group, reader: Analyser, speller: Speller) -> tuple[Group, str] | None:
    near = speller.near(group.raw)
    for one in near:
        weight = ONE_EDIT if one.edits == 1 else TWO_EDITS
        for word in reader.words(one.word):
            group.offer((word.term,), weight)
            group.offer((word.raw,), weight)
    return (group, near[0].word) if near else None


def _said_right(plan: Plan, meant: Sequence[tuple[Group, str]]) -> str:
    text = plan.folded
    for group, word in sorted(meant, key=lambda pair: -pair[0].start):
        text = text[: group.start] + word + text[group.end :]
    return " ".join(text.split()) if meant else ""
