"""By what the editors' lists can be narrowed: brand, language, category, owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from madoguchi.company.queries import brand_names
from madoguchi.helpcenter.models import Article, Category
from madoguchi.languages import BY_CODE, LANGUAGES
from madoguchi.people.queries import names_of

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Narrow:
    """What was chosen; None or empty stands for everything."""

    brand: int | None = None
    language: str = ""
    category: int | None = None
    owner: UUID | None = None

    def articles(self) -> QuerySet[Article]:
        """The articles that fit, without their bodies."""
        found: QuerySet[Article] = Article.objects.filter(self.where()).defer("body")
        found = found.select_related("locale", "category", "owner", "verified_by")
        return found.prefetch_related("category__texts")

    def where(self, prefix: str = "") -> Q:
        """The same as a condition on articles, or on what `prefix` leads to."""
        wanted = Q()
        if self.brand is not None:
            wanted &= Q(**{f"{prefix}brand_id": self.brand})
        if self.language:
            wanted &= Q(**{f"{prefix}locale__language_code": self.language})
        if self.category is not None:
            wanted &= Q(**{f"{prefix}category_id": self.category}) | Q(
                **{f"{prefix}category__parent_id": self.category}
            )
        if self.owner is not None:
            wanted &= Q(**{f"{prefix}owner_id": self.owner})
        return wanted


def narrow_of(values: Mapping[str, str], *, language: str = "") -> Narrow:
    """What an address asks for; what cannot be read counts as nothing. `language` holds where none is asked for."""
    asked = values.get("language", language)
    return Narrow(
        brand=_number(values.get("brand", "")),
        language=asked if asked in BY_CODE else "",
        category=_number(values.get("category", "")),
        owner=_uuid(values.get("owner", "")),
    )


def brand_choices() -> Choices:
    return [(str(number), name) for number, name in brand_names()]


def language_choices() -> Choices:
    return list(LANGUAGES)


def category_choices(language: str) -> Choices:
    """Every category with its name in a language, those below another one after it."""
    names = category_names(language)
    below: dict[int | None, list[int]] = {}
    for number, parent in Category.objects.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(number)
    lines: Choices = []

    def add(parent: int | None, path: tuple[str, ...]) -> None:
        for number in below.get(parent, []):
            there = (*path, names[number])
            lines.append((str(number), " › ".join(there)))
            add(number, there)

    add(None, ())
    return lines


def category_names(language: str) -> dict[int, str]:
    """Each category's name in a language, in English, or its key."""
    categories = Category.objects.prefetch_related("texts")
    return {category.pk: category.name_in(language) for category in categories}


def owner_choices() -> Choices:
    """Who owns an article."""
    owners = Article.objects.exclude(owner=None).order_by().values_list("owner_id", flat=True).distinct()
    return [(str(agent_id), name) for agent_id, name in names_of(owners)]


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else None


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
