"""A picture in the size and language that a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from madoguchi.helpcenter.models import Article, Picture

SIZE = "max-1600x1600|format-webp"
SMALL = "max-800x800|format-webp"


def picture_for(chosen: Picture | None, language: str) -> dict[str, Any] | None:
    """{url, small, width, height, small_width} of the picture that stands for this one in a language.

    None where there is no picture or its file cannot be read.
    """
    if chosen is None:
        return None
    theirs = next((p for p in chosen.in_languages.all() if p.language == language), chosen)
    try:
        large, small = theirs.get_rendition(SIZE), theirs.get_rendition(SMALL)
    except (OSError, ValueError):
        return None
    return {
        "url": large.url,
        "small": small.url,
        "width": large.width,
        "height": large.height,
        "small_width": small.width,
    }


def older_than_text(article: Article) -> list[Picture]:
    """The pictures that an article shows in its language and that were taken before its text last changed for real,
    unless somebody has verified the article since."""
    return _older(article, pictures_of(article))


def old_pictures_of(articles: Sequence[Article]) -> dict[int, list[Picture]]:
    """The same for many articles at once, by article; asked of the index of what uses what, not of each body."""
    used = (
        ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Article),
            to_content_type=ContentType.objects.get_for_model(Picture),
            object_id__in=[str(article.pk) for article in articles],
        )
        .order_by("id")
        .values_list("object_id", "to_object_id")
    )
    pairs = dict.fromkeys((int(article), int(picture)) for article, picture in used)
    pictures = Picture.objects.prefetch_related("in_languages").in_bulk(
        {picture for _article, picture in pairs}
    )
    found: dict[int, list[Picture]] = {}
    for article in articles:
        chosen = [pictures[number] for owner, number in pairs if owner == article.pk and number in pictures]
        found[article.pk] = _older(article, chosen)
    return found


def _older(article: Article, chosen: Iterable[Picture]) -> list[Picture]:
    if article.changed_at is None or (article.verified_at and article.verified_at >= article.changed_at):
        return []
    changed = article.changed_at.date()
    shown = [
        next((theirs for theirs in one.in_languages.all() if theirs.language == article.language), one)
        for one in chosen
    ]
    return [one for one in shown if (one.shown_at or one.created_at.date()) < changed]


def pictures_of(article: Article) -> list[Picture]:
    """Every picture in an article's body, in order."""
    found: list[Picture] = []
    for block in article.body:
        if block.block_type == "picture" and block.value["picture"]:
            found.append(block.value["picture"])
        elif block.block_type == "steps":
            found += [step["picture"] for step in block.value["steps"] if step["picture"]]
    return found
