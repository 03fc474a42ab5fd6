"""A picture in the size and language that a page shows."""

from __future__ import annotations

from typing import Any

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
    """The pictures of an article that were taken before its text last changed for real."""
    if article.changed_at is None:
        return []
    found = []
    for picture in pictures_of(article):
        day = picture.shown_at or picture.created_at.date()
        if day < article.changed_at.date():
            found.append(picture)
    return found


def pictures_of(article: Article) -> list[Picture]:
    """Every picture in an article's body, in order."""
    found: list[Picture] = []
    for block in article.body:
        if block.block_type == "picture" and block.value["picture"]:
            found.append(block.value["picture"])
        elif block.block_type == "steps":
            found += [step["picture"] for step in block.value["steps"] if step["picture"]]
    return found
