"""What changed for readers, asked about once a second by every process that keeps pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Max

from madoguchi.helpcenter.models import Category, CategoryText, Change, Picture

# Numbers are given out before transactions commit: one that commits late is among so many last ones.
LATE = 500


def last_change() -> int:
    """The number of the newest change; 0 where there is none."""
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def changes_after(number: int) -> list[tuple[int, str]]:
    """(number, tag) of what is newer than this, and of what may have been committed late."""
    return list(Change.objects.filter(id__gt=number - LATE).values_list("id", "tag"))


def count_after(number: int) -> tuple[int, int]:
    """How many `changes_after` would answer, and the newest one's number: the same twice, and there is no news."""
    rows = Change.objects.filter(id__gt=number - LATE).aggregate(count=Count("id"), last=Max("id"))
    return rows["count"], rows["last"] or 0


def stamps() -> dict[str, str]:
    """A stamp for each category and for the pictures, by tag; it differs once what readers see of it does."""
    texts: dict[int, list[object]] = defaultdict(list)
    for category_id, *text in CategoryText.objects.order_by("id").values_list(
        "category_id", "language", "name", "description"
    ):
        texts[category_id].append(text)
    rows = list(Category.objects.order_by("id").values_list("id", "parent_id", "key", "icon", "position"))
    children: dict[int | None, list[object]] = defaultdict(list)
    for number, parent, key, _icon, position in rows:
        children[parent].append((number, key, position))
    found = {
        f"category:{key}": stamp_of((parent, key, icon, position, texts[number], children[number]))
        for number, parent, key, icon, position in rows
    }
    found["shelves"] = stamp_of(sorted(found.items()))
    pictures = Picture.objects.aggregate(count=Count("id"), last=Max("id"))
    found["pictures"] = stamp_of(sorted(pictures.items()))
    return found


def stamp_of(value: object) -> str:
    """A short digest of something whose `repr` tells all of it."""
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()


def differing(before: dict[str, str], after: dict[str, str]) -> Iterable[str]:
    """The tags whose stamps differ."""
    return [tag for tag in before.keys() | after.keys() if before.get(tag) != after.get(tag)]
