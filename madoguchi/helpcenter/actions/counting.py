"""What is counted, without a trace of who it was."""

from __future__ import annotations

import unicodedata

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from madoguchi.core.text import storable
from madoguchi.helpcenter.models import Article, ArticleDay, Feedback, SearchDay
from madoguchi.helpcenter.models.counts import REASONS
from madoguchi.shield import shield

WORDS = 120
FREE_WORDS = 1000


def count_view(*, article_id: int, times: int = 1) -> None:
    """Somebody opened the article."""
    _add(article_id, views=times)


def count_contact(*, article_id: int) -> None:
    """Somebody who had read the article wrote to us all the same."""
    _add(article_id, contacts=1)


@transaction.atomic
def give_feedback(
    *, article_id: int, helped: bool, reason: str = "", words: str = "", revision_id: int | None = None
) -> int:
    """Store one answer to "Did this help?"; free words go through the shield first. Answers its number."""
    _add(article_id, helped=int(helped), not_helped=int(not helped))
    known = {name for name, _label in REASONS}
    feedback = Feedback.objects.create(
        article_id=article_id,
        revision_id=revision_id,
        helped=helped,
        reason=reason if reason in known and not helped else "",
        words=storable(shield(words[:FREE_WORDS]).text, instead=""),
    )
    return feedback.pk


@transaction.atomic
def explain_feedback(*, feedback_id: int, article_id: int, reason: str, words: str) -> None:
    """Add a reason and words to an answer that was given a moment ago."""
    known = {name for name, _label in REASONS}
    Feedback.objects.filter(pk=feedback_id, article_id=article_id, words="", reason="").update(
        reason=reason if reason in known else "", words=storable(shield(words[:FREE_WORDS]).text, instead="")
    )


def count_search(typed: str, *, language: str, hits: int, brand_id: int) -> None:
    """Somebody searched at a brand. What looks like a secret, a name or a number of somebody's is not kept."""
    _add_search(typed, language, brand_id, searches=1, without_result=0 if hits else 1)


def count_click(typed: str, *, language: str, brand_id: int) -> None:
    """Somebody opened an article from the results of this search."""
    _add_search(typed, language, brand_id, clicks=1)


def count_search_contact(typed: str, *, language: str, brand_id: int) -> None:
    """Somebody searched for this and wrote to us all the same."""
    _add_search(typed, language, brand_id, contacts=1)


def _add_search(typed: str, language: str, brand_id: int, **by: int) -> None:
    words = searched_words(typed)
    if not words:
        return
    day = timezone.now().date()
    row, _new = SearchDay.objects.get_or_create(brand_id=brand_id, day=day, language=language, words=words)
    SearchDay.objects.filter(pk=row.pk).update(**{name: F(name) + number for name, number in by.items()})


def searched_words(typed: str) -> str:
    """The words of a search as they are counted, or nothing where they could name a person or hold a secret."""
    folded = " ".join(unicodedata.normalize("NFKC", storable(typed)).casefold().split())[:WORDS]
    shielded = shield(folded)
    if (
        shielded.findings
        or "@" in folded
        or any(len(word) > 25 or _digits(word) > 5 for word in folded.split())
    ):
        return ""
    return folded


def _digits(word: str) -> int:
    return sum(character.isdigit() for character in word)


def _add(article_id: int, **by: int) -> None:
    day = timezone.now().date()
    changed = ArticleDay.objects.filter(article_id=article_id, day=day).update(
        **{name: F(name) + number for name, number in by.items()}
    )
    if not changed and Article.objects.filter(pk=article_id).exists():
        row, _new = ArticleDay.objects.get_or_create(article_id=article_id, day=day)
        ArticleDay.objects.filter(pk=row.pk).update(**{name: F(name) + number for name, number in by.items()})
