"""What people searched for and did not find: answered by an article, or dismissed."""

from __future__ import annotations

from django.db import transaction

from madoguchi.helpcenter.actions.counting import searched_words
from madoguchi.helpcenter.contract import Significance
from madoguchi.helpcenter.models import Article, DismissedSearch, SearchDay
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require


@transaction.atomic
def dismiss_search(words: str, *, language: str, staff: Staff) -> None:
    """No article is wanted for this search, now or later.

    Raises:
        PermissionDenied: he may not write.
    """
    require(staff, Permission.ARTICLES_WRITE)
    if SearchDay.objects.filter(language=language, words=words).exists():
        DismissedSearch.objects.get_or_create(
            language=language, words=words, defaults={"dismissed_by_id": staff.agent_id}
        )


@transaction.atomic
def recall_search(words: str, *, language: str, staff: Staff) -> None:
    """Undo a dismissal.

    Raises:
        PermissionDenied: he may not write.
    """
    require(staff, Permission.ARTICLES_WRITE)
    DismissedSearch.objects.filter(language=language, words=words).delete()


def settle_searches(article: Article) -> None:
    """An article that is called like a search, or tagged with it, answers what was searched at its brand until today.

    Whoever searches for it from now on is counted anew, so an article that did not help shows.
    """
    if article.significance == Significance.TYPO:
        return
    words = {searched_words(text) for text in (article.title, *article.tags) if isinstance(text, str)}
    asked = SearchDay.objects.filter(brand_id=article.brand_id, language=article.language)
    asked.filter(words__in=words - {""}, task_done=False).update(task_done=True)
