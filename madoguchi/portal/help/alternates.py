"""The same page in other languages, as search engines are told (rel="alternate" hreflang, RFC 8288)."""

from __future__ import annotations

from collections.abc import Mapping

from madoguchi.company.queries import main_brand
from madoguchi.languages import BY_CODE

# Whoever speaks none of them (developers.google.com/search/docs/specialty/international/localized-versions).
ANY = "x-default"


def alternates(paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """(language tag, path) for each language's code and path, this page's own included, and one for everybody else."""
    found = [(BY_CODE[code].html_lang, path) for code, path in paths.items()]
    brand = main_brand()
    default = paths.get(brand.default_language if brand else "en")
    return [*found, (ANY, default)] if default else found
