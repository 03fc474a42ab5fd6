"""Articles from files or another system. Saying the same twice changes nothing."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from madoguchi.company.first_brand import main_or_first_brand
from madoguchi.core.events import publish
from madoguchi.core.text import storable
from madoguchi.helpcenter.actions.media import keep_media
from madoguchi.helpcenter.actions.publishing import note_publication
from madoguchi.helpcenter.actions.slugs import free_slug
from madoguchi.helpcenter.contract import HelpcenterError, Imported, Kind, WrittenArticle
from madoguchi.helpcenter.countries import countries_of
from madoguchi.helpcenter.events import ArticlePublished
from madoguchi.helpcenter.markdown import blocks_of
from madoguchi.helpcenter.models import Article, Category, CategoryText, Picture, Video
from madoguchi.languages import to_supported

DEFAULT_CATEGORY = "products"
# The form of what is hashed: raise it when a new reader makes other blocks of the same text.
FORM = 2
# Articles of one transaction.
TOGETHER = 50


def import_articles(written: Iterable[WrittenArticle]) -> Imported:
    """Create or change articles and publish them; a line that cannot be taken is refused and harms no other.

    Sources come before their translations, whatever the order of the lines; an unknown category is created.
    """
    lines = sorted(written, key=lambda line: bool(line.translation_of))
    done: Counter[str] = Counter()
    refused = keep_media(file for line in lines for file in line.media)
    whole: set[str] = set()
    for start in range(0, len(lines), TOGETHER):
        some = lines[start : start + TOGETHER]
        with transaction.atomic():
            outcomes = [_try(line, refused, whole) for line in some]
            publish(
                *(ArticlePublished(number) for what, number in outcomes if what in ("created", "changed"))
            )
        done.update(what for what, _number in outcomes)
    _relate([line for line in lines if line.id not in whole])
    return Imported(done["created"], done["changed"], done["unchanged"], tuple(refused))


def _try(line: WrittenArticle, refused: list[tuple[str, str]], whole: set[str]) -> tuple[str, int]:
    """`whole` gets the ids of articles all of whose related articles were there already."""
    try:
        with transaction.atomic():
            return _import(line, whole)
    except HelpcenterError as error:
        refused.append((line.id, str(error)))
        return "refused", 0


def _import(line: WrittenArticle, whole: set[str]) -> tuple[str, int]:
    given = line.id
    line = _clean(line)
    language = to_supported(line.lang, "")
    if not language:
        raise HelpcenterError(f"the language {line.lang!r} is not one of ours")
    if not line.title.strip():
        raise HelpcenterError("the title is empty")
    digest = _digest(line)
    article = Article.objects.filter(key=line.id).first()
    if article is not None and article.written_hash == digest and article.live:
        return "unchanged", article.pk
    brand = main_or_first_brand()
    locale, _new = Locale.objects.get_or_create(language_code=language)
    source = _source(line)
    fresh = article is None
    if article is None:
        article = Article(key=line.id, brand_id=brand.id, live=False)
        article.translation_key = (
            source.translation_key if source else uuid.uuid5(uuid.NAMESPACE_URL, line.id)
        )
    elif article.locale_id != locale.pk:
        raise HelpcenterError(f"there is an article with this id in {article.language}")
    if source and Article.objects.filter(translation_key=source.translation_key, locale=locale).exclude(
        pk=article.pk
    ):
        raise HelpcenterError(f"{source.key} has a translation into this language already")
    article.locale, article.source = locale, source
    article.category = category_of(
        line.category or (source.category.key if source else ""), brand_id=brand.id
    )
    article.kind = line.kind.value
    article.title = line.title.strip()[:200]
    article.summary, article.tags = line.summary[:300], list(line.tags)
    article.regions = countries_of(line.regions, language)
    article.audience = line.audience.value
    missing: list[str] = []

    def number(key: str) -> int | None:
        found = _number(key)
        if found is None:
            missing.append(key)
        return found

    body = blocks_of(line.body, picture=_picture, video=_video, article=number)
    article.body = msgspec.json.encode(body).decode()
    if line.slug or not article.slug:
        article.slug = free_slug(
            line.slug or article.title,
            brand_id=brand.id,
            locale_id=locale.pk,
            key=line.id,
            article_id=article.pk,
        )
    article.written_hash = digest
    article.verified_at = timezone.now()
    _put_live(article, fresh=fresh)
    if not missing:
        whole.add(given)
    return "created" if fresh else "changed", article.pk


def _put_live(article: Article, *, fresh: bool = False) -> None:
    """Save, with a revision that is live. Wagtail's own publishing saves thrice and writes jobs for each; what uses
    which picture is noted here, once."""
    now = timezone.now()
    article.live, article.has_unpublished_changes, article.expired = True, False, False
    article.unread_from = None  # what comes in has an author
    article.last_published_at, article.first_published_at = now, article.first_published_at or now
    with disable_reference_index_auto_update():
        article.save()
        revision = article.save_revision(log_action=False, clean=False)
    article.live_revision = article.latest_revision = revision
    Article.objects.filter(pk=article.pk).update(
        live_revision=revision, latest_revision=revision, has_unpublished_changes=False
    )
    note_publication(article)
    if any(_refers(block) for block in article.body.raw_data):
        ReferenceIndex.create_or_update_for_object(article)
    elif not fresh:
        ReferenceIndex.remove_for_object(article)


def _refers(block: Any) -> bool:
    """Whether a stored block names a picture, a video or an article."""
    value = block["value"]
    if block["type"] == "steps":
        return any(step["value"]["picture"] for step in value["steps"])
    return bool(
        (block["type"] == "picture")
        or (block["type"] == "video" and value["video"])
        or (block["type"] == "related" and value["articles"])
    )


def _clean(line: WrittenArticle) -> WrittenArticle:
    return replace(
        line,
        media=(),
        id=_text(line.id),
        title=_text(line.title),
        body=_text(line.body),
        category=_text(line.category),
        summary=_text(line.summary),
        slug=_text(line.slug),
        tags=tuple(_text(tag) for tag in line.tags),
    )


def _text(value: str) -> str:
    return storable(value, instead="")


def _digest(line: WrittenArticle) -> str:
    facts = asdict(line)
    del facts["media"]  # judged by itself, file by file
    return hashlib.sha256(msgspec.json.encode([FORM, facts])).hexdigest()


def _source(line: WrittenArticle) -> Article | None:
    if not line.translation_of:
        return None
    found: Article | None = Article.objects.filter(key=line.translation_of).first()
    if found is None:
        raise HelpcenterError(
            f"there is no article {line.translation_of!r} of which this could be a translation"
        )
    return found.source or found


def category_of(key: str, *, brand_id: int) -> Category:
    """The category of this key, `parent/child` for one below another; created where it does not exist."""
    parent: Category | None = None
    for part in (key or DEFAULT_CATEGORY).strip("/").split("/"):
        name = part.strip()[:80] or DEFAULT_CATEGORY
        slug = "-".join(name.lower().split())[:80]
        category, new = Category.objects.get_or_create(
            brand_id=brand_id, key=slug, defaults={"parent": parent}
        )
        if new:
            CategoryText.objects.create(category=category, language="en", name=name[:100])
        parent = category
    assert parent is not None
    return parent


def _picture(name: str) -> int:
    found = Picture.objects.filter(name=name, stands_for=None).values_list("pk", flat=True).first()
    if found is None:
        raise HelpcenterError(f"there is no picture named {name!r}")
    return int(found)


def _video(name: str) -> int:
    found = Video.objects.filter(name=name).values_list("pk", flat=True).first()
    if found is None:
        raise HelpcenterError(f"there is no video named {name!r}")
    return int(found)


def _number(key: str) -> int | None:
    found = Article.objects.filter(key=key).values_list("pk", flat=True).first()
    return int(found) if found is not None else None


def _relate(lines: list[WrittenArticle]) -> None:
    """A second time for those that name an article which came later in the same import."""
    later = [line for line in lines if ":::related" in line.body]
    for line in later:
        article = Article.objects.filter(key=line.id).first()
        if article is None:
            continue
        body = blocks_of(_text(line.body), picture=_picture, video=_video, article=_number)
        raw = msgspec.json.encode(body).decode()
        if _without_ids(article.body.raw_data) != _without_ids(body):
            article.body = raw
            with transaction.atomic():
                _put_live(article)
                publish(ArticlePublished(article.pk))


def _without_ids(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_ids(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [_without_ids(inner) for inner in value]  # type: ignore[attr-defined]


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises HelpcenterError, naming those that there are."""
    try:
        return Kind(name or "faq")
    except ValueError:
        raise HelpcenterError(f"the kind is one of {', '.join(Kind)}") from None
