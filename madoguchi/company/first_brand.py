"""The brand that an installation begins with."""

from __future__ import annotations

from madoguchi.company.models import Brand
from madoguchi.company.queries import BrandFacts, main_brand
from madoguchi.languages import CODES


def main_or_first_brand() -> BrandFacts:
    """The brand of this installation's own pages; a nameless first one is made where there is none."""
    if main_brand() is None:
        Brand.objects.get_or_create(key="main", defaults={"name": "Madoguchi", "languages": list(CODES)})
    brand = main_brand()
    assert brand is not None
    return brand
