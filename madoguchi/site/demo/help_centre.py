"""The demo's help centre: shelves and articles in seven languages, read from the files in help/."""

from __future__ import annotations

from pathlib import Path

from madoguchi.company.models import Brand
from madoguchi.helpcenter.actions.importing import import_articles
from madoguchi.helpcenter.files import read_folder
from madoguchi.helpcenter.models import Category, CategoryText
from madoguchi.site.demo.help_categories import CATEGORIES, DESCRIPTIONS, LANGUAGES

FOLDER = Path(__file__).parent / "help"


def make_help_centre() -> None:
    """Write the shelves and import the articles; what is there already stays as it is."""
    brand = Brand.objects.order_by("id").first()
    assert brand is not None
    for position, (key, parent, icon, names) in enumerate(CATEGORIES):
        above = Category.objects.get(brand=brand, key=parent) if parent else None
        category, _new = Category.objects.get_or_create(
            brand=brand, key=key, defaults={"parent": above, "icon": icon, "position": position}
        )
        descriptions = DESCRIPTIONS.get(key, ("",) * len(LANGUAGES))
        for language, name, description in zip(LANGUAGES, names, descriptions, strict=True):
            CategoryText.objects.get_or_create(
                category=category, language=language, defaults={"name": name, "description": description}
            )
    written, unreadable = read_folder(FOLDER)
    outcome = import_articles(written)
    problems = [*unreadable, *outcome.refused]
    if problems:
        raise ValueError(f"articles of the demo cannot be read: {problems[:5]}")
